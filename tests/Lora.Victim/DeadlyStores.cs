using Lora.Catalog;
using Lora.Files;

namespace Lora.Victim;

/// <summary>Puts a step before and after every call of the stores.</summary>
internal static class DeadlyStores
{
    public static void Decorate(IServiceCollection services, Steps steps)
    {
        Wrap<ILoraStore>(services, store => Deadly<IStores>.Around(store, steps));
        Wrap<ILoraFileStore>(services, files => files is IPartSigningFileStore ? Deadly<ISigningFiles>.Around(files, steps) : Deadly<IListingFiles>.Around(files, steps));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T)).ImplementationFactory!;
        services.AddSingleton(provider => around((T)inner(provider)));
    }
}
