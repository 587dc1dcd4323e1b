using Lora.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lora.AspNetCore.Health;

/// <summary>Queries the database for a LoRA that does not exist, and diagnoses the file store.</summary>
internal sealed class LoraHealthCheck(ILoraStore store, ILoraFileStore files, LoraHttpOptions options) : IHealthCheck
{
    private static readonly LoraWorkspaceId HealthWorkspace = new("health");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = new List<LoraStorageProblem>();
        try
        {
            await store.FindAsync(HealthWorkspace, new LoraId(Guid.Empty), cancellationToken).ConfigureAwait(false);
        }
        catch (LoraException exception)
        {
            problems.Add(new LoraStorageProblem(exception.Code, exception.Message, IsSevere: true));
        }

        problems.AddRange(await files.DiagnoseAsync(options.PublicUrl?.GetLeftPart(UriPartial.Authority), cancellationToken).ConfigureAwait(false));

        var data = problems.GroupBy(problem => problem.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, object (group) => string.Join(' ', group.Select(problem => problem.Message)), StringComparer.Ordinal);
        return problems.Count == 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(
                problems.Exists(problem => problem.IsSevere) ? context.Registration.FailureStatus : HealthStatus.Degraded,
                string.Join(' ', problems.Select(problem => problem.Message)),
                data: data);
    }
}
