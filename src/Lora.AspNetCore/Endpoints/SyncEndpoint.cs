using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Compares the records of the caller's workspace with what is in storage.</summary>
internal static class SyncEndpoint
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/sync", ReconcileAsync)
            .Needs(LoraOperation.ManageStorage, LoraAuditAction.StorageCompared)
            .Takes<SyncBody>()
            .WithMetadata(new RequestSizeLimitAttribute(1024 * 1024))
            .Produces<LoraReconciliationReport>()
            .Describe(
                "SyncLoras",
                "Compare with storage",
                "Tells which files in storage no LoRA knows, and which LoRAs have lost their file. With `apply` the former are imported (or those that `import` names) and the latter are marked, until the file is back. Nothing is ever removed.",
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

        var result = await manager.ReconcileAsync(context.LoraCaller(), new LoraReconciliationRequest { Apply = body.Apply, Import = body.Import }, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? Reply.Json(result.Value, WireJson.Default.LoraReconciliationReport) : Reply.Failure(result.Issues);
    }
}
