using Lora.Catalog;
using Lora.Errors;

namespace Lora.Management;

/// <content>Audit events.</content>
public sealed partial class LoraManager
{
    /// <summary>Lists the audit events of a workspace, newest first.</summary>
    /// <returns>The page, or the issue <see cref="LoraErrorCodes.AuditUnsupported"/> or <see cref="LoraErrorCodes.QueryInvalid"/>.</returns>
    public async Task<LoraResult<LoraAuditPage>> ListAuditAsync(LoraWorkspaceId workspace, LoraAuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (_context.Audit.Store is not { } store)
        {
            return new LoraIssue(LoraErrorCodes.AuditUnsupported, "This application does not keep audit events in its database. To keep them there, call UseDatabaseAudit() where it chooses its database.");
        }

        if (query.Take is < 1 or > LoraAuditQuery.MaxTake)
        {
            return new LoraIssue(LoraErrorCodes.QueryInvalid, $"Ask for 1 to {LoraAuditQuery.MaxTake} events at a time.", "take");
        }

        try
        {
            return await store.ListAsync(workspace, query, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return new LoraIssue(LoraErrorCodes.QueryInvalid, "Invalid page cursor. Start again from the first page.", "after");
        }
    }
}
