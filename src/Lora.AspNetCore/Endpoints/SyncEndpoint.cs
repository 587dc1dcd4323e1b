using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Reconciles the records of the caller's workspace with storage.</summary>
internal static class SyncEndpoint
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/sync", ReconcileAsync)
            .Requires(LoraOperation.ManageStorage, LoraAuditAction.StorageCompared)
            .Accepts<SyncBody>()
            .WithMetadata(new RequestSizeLimitAttribute(1024 * 1024))
            .Produces<LoraReconciliationReport>()
            .Describe(
                "SyncLoras",
                "Compare with storage",
                "Lists files in storage without a LoRA, and LoRAs whose file is missing. With `apply`, imports the former (or those that `import` names) and marks the latter until the file is back. Never removes anything.",
                400,
                415,
                501);

    private static async Task<IResult> ReconcileAsync(HttpContext context, LoraManager manager)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.SyncBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        var result = await manager.ReconcileAsync(context.LoraCaller(), body.Apply, body.Import, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? ApiResults.Json(result.Value, WireJson.Default.LoraReconciliationReport) : ApiResults.Problem(result.Issues);
    }
}
