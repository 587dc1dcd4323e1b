using Lora.Storage;

namespace Lora.Audit;

/// <summary>Makes the application fail at startup, rather than at the first change, if the store does not support audit events.</summary>
/// <param name="store">The store. Resolving it is the check.</param>
#pragma warning disable CS9113 // The parameter is the check.
internal sealed class AuditStoreCheck(ILoraAuditStore store) : ILoraInitializer
#pragma warning restore CS9113
{
    public Task InitializeAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
