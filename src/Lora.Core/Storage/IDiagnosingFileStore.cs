namespace Lora.Storage;

/// <summary>A file store that can look at itself: whether it is reached, and whether it is set up as uploads need it.</summary>
public interface IDiagnosingFileStore : ILoraFileStore
{
    /// <summary>Looks, and says in words what is wrong and what to do about it. Changes nothing and never throws for what it finds.</summary>
    /// <returns>What is wrong; empty when all is well.</returns>
    Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(CancellationToken cancellationToken = default);
}
