namespace Lora;

/// <content>Audit events.</content>
public sealed partial class LoraManager
{
    /// <summary>Lists the audit events of a workspace, newest first.</summary>
    /// <param name="caller">The caller. Needs <see cref="LoraOperation.ManageStorage"/>.</param>
    /// <param name="query">Which events to return.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The page, or the issue <see cref="LoraErrorCodes.AuditUnsupported"/> or <see cref="LoraErrorCodes.QueryInvalid"/>.</returns>
    public async Task<LoraResult<LoraPage<LoraAuditEvent>>> ListAuditAsync(LoraCaller caller, LoraAuditQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var workspace = Demand(caller, LoraOperation.ManageStorage);
        if (_context.Audit.Store is not { } store)
        {
            return new LoraIssue(LoraErrorCodes.AuditUnsupported, "This application does not store audit events in its database. To store them there, call UseDatabaseAudit() where the database is configured.");
        }

        if (query.Take is < 1 or > LoraAuditQuery.MaxTake)
        {
            return new LoraIssue(LoraErrorCodes.QueryInvalid, $"Request 1 to {LoraAuditQuery.MaxTake} events at a time.", "take");
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

    /// <summary>Runs a change and records its outcome. Invalid requests, for example with an invalid name, are not recorded.</summary>
    private async Task<LoraResult<LoraRecord>> AuditedAsync(LoraCaller caller, LoraAuditAction action, LoraId id, Func<Task<LoraResult<LoraRecord>>> change)
    {
        try
        {
            var result = await change().ConfigureAwait(false);
            if (result.Succeeded)
            {
                await RecordAsync(LoraAuditOutcome.Succeeded, result.Value.Name, code: null).ConfigureAwait(false);
            }
            else if (result.Issues[0].Code == LoraErrorCodes.LoraConflict)
            {
                await RecordAsync(LoraAuditOutcome.Failed, name: null, LoraErrorCodes.LoraConflict).ConfigureAwait(false);
            }

            return result;
        }
        catch (LoraException exception)
        {
            await RecordAsync(LoraAuditOutcome.Failed, name: null, exception.Code).ConfigureAwait(false);
            throw;
        }

        ValueTask RecordAsync(LoraAuditOutcome outcome, string? name, string? code) =>
            _context.Audit.RecordAsync(caller.Workspace, caller.UserId, action, id, name, outcome, code);
    }
}
