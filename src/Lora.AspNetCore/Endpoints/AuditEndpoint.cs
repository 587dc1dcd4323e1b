using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Lists the audit events of the caller's workspace.</summary>
internal static class AuditEndpoint
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapGet("/audit", ListAsync)
            .Requires(LoraOperation.ManageStorage)
            .Produces<AuditPageBody>()
            .Describe(
                "ListLoraAuditEvents",
                "List audit events",
                "Who changed what in the workspace, newest first. `take`: 1 to 200, default 50. `after`: `next` of the previous page. `lora`: only events of this LoRA, also after it was deleted. `user`: only events of this user. 501 if the application does not keep audit events in its database.",
                400,
                501);

    private static async Task<IResult> ListAsync(HttpContext context, LoraManager manager, int? take, string? after, LoraId? lora, string? user)
    {
        var query = new LoraAuditQuery { After = string.IsNullOrEmpty(after) ? null : after, LoraId = lora, UserId = string.IsNullOrEmpty(user) ? null : user };
        var result = await manager.ListAuditAsync(
            context.LoraCaller(), take is { } count ? query with { Take = count } : query, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded
            ? ApiResults.Json(new AuditPageBody([.. result.Value.Items.Select(Body)], result.Value.Next), WireJson.Default.AuditPageBody)
            : ApiResults.Problem(result.Issues);
    }

    private static AuditEventBody Body(LoraAuditEvent item) =>
        new(item.Id, item.Time, item.UserId, item.Action, item.LoraId, item.LoraName, item.Outcome, item.Code);
}
