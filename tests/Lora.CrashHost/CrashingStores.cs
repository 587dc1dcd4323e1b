using Lora.Samples.Studio.Demo;
using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>Decorates the registered stores with <see cref="CrashingProxy{T}"/>.</summary>
internal static class CrashingStores
{
    /// <summary>Initializes the database and the storage. Decorated stores are not initializers, so the host does not do it.</summary>
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
        Wrap<ILoraStore>(services, store => CrashingProxy<IRecordStore>.Wrap(store, steps));
        Wrap<ILoraFileStore>(services, files => files is IPartSigningFileStore ? CrashingProxy<IBucketFileStore>.Wrap(files, steps) : CrashingProxy<IFolderFileStore>.Wrap(files, steps));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory!;
        services.AddSingleton(provider => around((T)inner(provider)));
    }
}
