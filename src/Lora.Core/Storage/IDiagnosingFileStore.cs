namespace Lora.Storage;

/// <summary>A file store that can check its own configuration: whether it is reachable and configured for uploads.</summary>
public interface IDiagnosingFileStore : ILoraFileStore
{
    /// <summary>Checks the configuration and reports problems, each with a message that says how to solve it. Makes no changes, and does not throw for problems that it detects.</summary>
    /// <param name="origin">
    /// The origin of the pages that upload, such as <c>https://studio.example</c>, for stores with direct uploads. Default: <see langword="null"/>, unknown.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The problems; empty if there are none.</returns>
    Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default);
}
