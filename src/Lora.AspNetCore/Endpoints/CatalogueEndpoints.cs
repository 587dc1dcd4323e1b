using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Downloads;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Inspection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Listing, finding, renaming and deleting.</summary>
internal static class CatalogueEndpoints
{
    // Not by Enum.TryParse: it takes "high,none" for low, and numbers for names.
    private static readonly Dictionary<string, LoraNoiseExpert> Roles = Enum.GetValues<LoraNoiseExpert>().ToDictionary(role => role.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Maps them.</summary>
    /// <returns>The endpoint at the root of the API.</returns>
    public static RouteHandlerBuilder Map(RouteGroupBuilder group)
    {
        group.MapGet("/{id}", GetAsync)
            .Needs(LoraOperation.View)
            .Produces<LoraItem>()
            .Describe("GetLora", "Get a LoRA", "Another workspace's id is not found.", 400, 404);
        group.MapPatch("/{id}", RenameAsync)
            .Needs(LoraOperation.Edit, LoraAuditAction.Renamed)
            .Takes<RenameBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<LoraItem>()
            .Describe("RenameLora", "Rename a LoRA", "Changes the name people see; the file and its path stay.", 400, 404, 409, 415);
        group.MapDelete("/{id}", DeleteAsync)
            .Needs(LoraOperation.Delete, LoraAuditAction.Deleted)
            .Produces(StatusCodes.Status204NoContent)
            .Describe("DeleteLora", "Delete a LoRA", "Removes the file and the record. When storage refuses, the LoRA stays and the call may be repeated.", 400, 404, 409);
        group.MapGet("/{id}/url", GetUrlAsync)
            .Needs(LoraOperation.View)
            .Produces<LoraUrl>()
            .Describe("GetLoraUrl", "Get a URL for a LoRA", "Anyone may read the file under this URL by GET until it expires: after an hour unless `seconds` says otherwise, after 7 days at most. It may expire up to a twelfth of that earlier (`expiresAt` says when), so that calls within that time return the same URL and caches find the file.", 400, 404, 501);
        return group.MapGet("/", ListAsync)
            .Needs(LoraOperation.View)
            .Produces<LoraPage<LoraItem>>()
            .Describe("ListLoras", "List LoRAs", "`search`: words that must all occur in the name. `sort`: newest (default), name, recentlyUsed, largest. `take`: 1 to 200, default 50. `after`: `next` of the page before. `family` and `role`: only such, each may be given more than once. `missing=true`: also those whose file storage has lost.", 400);
    }

    private static async Task<IResult> ListAsync(HttpContext context, LoraManager manager, string? search, string? sort, int? take, string? after, string[]? family, string[]? role, bool? missing)
    {
        if (SortOf(sort) is not { } order)
        {
            return Reply.Failure(new LoraIssue(LoraErrorCodes.QueryInvalid, "Sort by newest, name, recentlyUsed or largest.", "sort"));
        }

        if (RolesOf(role ?? []) is not { } roles)
        {
            return Reply.Failure(new LoraIssue(LoraErrorCodes.QueryInvalid, "A role is high, low, both, none or unknown. For several, give the parameter once for each.", "role"));
        }

        var query = new LoraQuery { Search = search, Sort = order, After = string.IsNullOrEmpty(after) ? null : after, Families = family ?? [], Roles = roles, IncludeMissing = missing ?? false };
        var result = await manager.ListAsync(context.LoraCaller(), take is { } count ? query with { Take = count } : query, context.RequestAborted).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return Reply.Failure(result.Issues);
        }

        var page = result.Value;
        return Reply.Json(new LoraPage<LoraItem>([.. page.Items.Select(manager.ToItem)], page.Total, page.TotalSize, page.Next), WireJson.Default.LoraPageLoraItem);
    }

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager, LoraId id) =>
        await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is { } record
            ? Reply.Json(manager.ToItem(record), WireJson.Default.LoraItem)
            : Reply.NotFound();

    private static async Task<IResult> RenameAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.RenameBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        var result = await manager.RenameAsync(context.LoraCaller(), id, body.Name, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? Reply.Json(manager.ToItem(result.Value), WireJson.Default.LoraItem) : Reply.Failure(result.Issues);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.DeleteAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? TypedResults.NoContent() : Reply.Failure(result.Issues);
    }

    private static async Task<IResult> GetUrlAsync(HttpContext context, LoraManager manager, RequestUrls urls, LoraId id, int? seconds)
    {
        var lifetime = seconds is { } count ? TimeSpan.FromSeconds(count) : (TimeSpan?)null;
        var result = await manager.GetUrlAsync(context.LoraCaller(), id, lifetime, context.RequestAborted).ConfigureAwait(false);
        if (result.Issues is [{ Code: LoraErrorCodes.UrlUnsupported }]
            && await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is { } record
            && urls.Make(context.Request, record, lifetime) is { } own)
        {
            return Reply.Json(own, WireJson.Default.LoraUrl);
        }

        return result.Succeeded ? Reply.Json(result.Value, WireJson.Default.LoraUrl) : Reply.Failure(result.Issues);
    }

    private static List<LoraNoiseExpert>? RolesOf(string[] names)
    {
        var roles = new List<LoraNoiseExpert>();
        foreach (var name in names)
        {
            if (!Roles.TryGetValue(name, out var role))
            {
                return null;
            }

            roles.Add(role);
        }

        return roles;
    }

    private static LoraSort? SortOf(string? sort) => sort switch
    {
        null or "" or "newest" => LoraSort.Newest,
        "name" => LoraSort.Name,
        "recentlyUsed" => LoraSort.RecentlyUsed,
        "largest" => LoraSort.Largest,
        _ => null,
    };
}
