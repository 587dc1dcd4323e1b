using Lora.Samples.Studio.Demo;
using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>Puts a step before and after every call of the stores.</summary>
internal static class CrashingStores
{
    /// <summary>Brings database and storage up to date, which stores do only for themselves.</summary>
    public static async Task PrepareAsync(IConfigurationSection settings)
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseConfiguredStores(settings);
        await using var provider = services.BuildServiceProvider();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync().ConfigureAwait(false);
        }
    }

    public static void Decorate(IServiceCollection services, Steps steps)
    {
        Wrap<ILoraStore>(services, store => CrashingProxy<IRecordStore>.Create(store, steps));
        Wrap<ILoraFileStore>(services, files => files is IPartSigningFileStore ? CrashingProxy<IBucketFileStore>.Create(files, steps) : CrashingProxy<IFolderFileStore>.Create(files, steps));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory!;
        services.AddSingleton(provider => around((T)inner(provider)));
    }
}
