namespace Lora.Storage;

/// <summary>A file store that can look at itself: whether it is reached, and whether it is set up as uploads need it.</summary>
public interface IDiagnosingFileStore : ILoraFileStore
{
    /// <summary>Looks, and says in words what is wrong and what to do about it. Changes nothing and never throws for what it finds.</summary>
    /// <param name="origin">
    /// The origin of the pages that upload, such as <c>https://studio.example</c>, for a store to which browsers send parts. Default: <see langword="null"/>, not known.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>What is wrong; empty when all is well.</returns>
    Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default);
}
