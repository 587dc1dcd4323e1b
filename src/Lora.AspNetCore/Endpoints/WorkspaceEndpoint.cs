using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Returns what the user may do, and the usage and limits of the workspace.</summary>
internal static class WorkspaceEndpoint
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/workspace", GetAsync)
            .Requires(operation: null)
            .Produces<LoraWorkspaceInfo>()
            .Describe(
                "GetLoraWorkspace",
                "Get permissions, usage and limits",
                "`allowed`: the operations the user may do (view, upload, edit, delete, manageStorage, generate). `usage`: LoRAs and unfinished uploads with their bytes. `limits`: null where there is none.");

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager) =>
        ApiResults.Json(await manager.GetWorkspaceAsync(context.LoraCaller(), context.RequestAborted).ConfigureAwait(false), WireJson.Default.LoraWorkspaceInfo);
}
