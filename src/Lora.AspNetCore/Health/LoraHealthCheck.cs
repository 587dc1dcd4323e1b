using Lora.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lora.AspNetCore.Health;

/// <summary>Asks the database for a LoRA that cannot be there, and the file store how it is.</summary>
internal sealed class LoraHealthCheck(ILoraStore store, ILoraFileStore files) : IHealthCheck
{
    private static readonly LoraWorkspaceId Nobody = new("health");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var findings = new List<LoraStorageProblem>();
        try
        {
            await store.FindAsync(Nobody, new LoraId(Guid.Empty), cancellationToken).ConfigureAwait(false);
        }
        catch (LoraException exception)
        {
            findings.Add(new LoraStorageProblem(exception.Code, exception.Message, IsSevere: true));
        }

        if (files is IDiagnosingFileStore diagnosing)
        {
            findings.AddRange(await diagnosing.DiagnoseAsync(cancellationToken).ConfigureAwait(false));
        }

        var data = findings.GroupBy(finding => finding.Code, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, object (same) => string.Join(' ', same.Select(finding => finding.Message)), StringComparer.Ordinal);
        return findings.Count == 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(
                findings.Exists(finding => finding.IsSevere) ? context.Registration.FailureStatus : HealthStatus.Degraded,
                string.Join(' ', findings.Select(finding => finding.Message)),
                data: data);
    }
}
