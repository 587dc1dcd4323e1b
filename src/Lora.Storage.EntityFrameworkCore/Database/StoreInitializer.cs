namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Prepares the database of the registered store. A store that was replaced by a later registration is not touched.</summary>
internal sealed class StoreInitializer(ILoraStore store) : ILoraInitializer
{
    public Task InitializeAsync(CancellationToken cancellationToken = default) =>
        store is EntityFrameworkStore used ? used.PrepareAsync(cancellationToken) : Task.CompletedTask;
}
