using Lora.Storage;

namespace Lora.Audit;

/// <summary>Lets the start of the application fail where the store cannot keep audit events, instead of the first change.</summary>
/// <param name="store">The store. To ask the container for it is the check.</param>
#pragma warning disable CS9113 // The parameter is the check.
internal sealed class AuditStoreCheck(ILoraAuditStore store) : ILoraInitializer
#pragma warning restore CS9113
{
    public Task InitializeAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
