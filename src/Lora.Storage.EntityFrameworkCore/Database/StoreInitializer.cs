namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Prepares the database of the store that is in use. A store that was chosen first and replaced later is left alone.</summary>
internal sealed class StoreInitializer(ILoraStore store) : ILoraInitializer
{
    public Task InitializeAsync(CancellationToken cancellationToken = default) =>
        store is EntityFrameworkStore used ? used.PrepareAsync(cancellationToken) : Task.CompletedTask;
}
