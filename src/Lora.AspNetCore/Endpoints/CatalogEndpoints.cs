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

/// <summary>Lists, returns, renames and deletes LoRAs.</summary>
internal static class CatalogEndpoints
{
    // Enum.TryParse also accepts numbers, and combines the values of "high,none".
    private static readonly Dictionary<string, LoraNoiseExpert> Roles = Enum.GetValues<LoraNoiseExpert>().ToDictionary(role => role.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Maps the endpoints.</summary>
    /// <returns>The endpoint at the root of the API.</returns>
    public static RouteHandlerBuilder Map(RouteGroupBuilder group)
    {
        group.MapGet("/{id}", GetAsync)
            .Requires(LoraOperation.View)
            .Produces<LoraItem>()
            .Describe("GetLora", "Get a LoRA", "404 also for an id of another workspace.", 400, 404);
        group.MapPatch("/{id}", RenameAsync)
            .Requires(LoraOperation.Edit, LoraAuditAction.Renamed)
            .Accepts<RenameBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<LoraItem>()
            .Describe("RenameLora", "Rename a LoRA", "Changes the display name. The file and its path stay the same.", 400, 404, 409, 415);
        group.MapDelete("/{id}", DeleteAsync)
            .Requires(LoraOperation.Delete, LoraAuditAction.Deleted)
            .Produces(StatusCodes.Status204NoContent)
            .Describe("DeleteLora", "Delete a LoRA", "Deletes the file and the record. If storage refuses, the LoRA stays and the call can be repeated.", 400, 404, 409);
        group.MapGet("/{id}/url", GetUrlAsync)
            .Requires(LoraOperation.View)
            .Produces<LoraUrl>()
            .Describe("GetLoraUrl", "Get a URL for a LoRA", "Anyone can read the file at this URL by GET until it expires: after `seconds`, by default 1 hour, at most 7 days. It can expire up to a twelfth of that earlier (see `expiresAt`), so that calls within that time return the same URL and caches find the file.", 400, 404, 501);
        return group.MapGet("/", ListAsync)
            .Requires(LoraOperation.View)
            .Produces<LoraPage<LoraItem>>()
            .Describe("ListLoras", "List LoRAs", "`search`: words that must all occur in the name, the file name or the trigger words. `count`: none (default), capped or exact: whether `total` is counted for a search, up to 1,000 (then `isTotalCapped` is true) or completely. `sort`: newest (default), name, recentlyUsed, largest. `take`: 1 to 200, default 50. `after`: `next` of the previous page. `family` and `role`: only LoRAs with one of these values; repeat the parameter for several. `missing=true`: also LoRAs whose file is missing in storage.", 400);
    }

    // The request delegate generator binds an array without [FromQuery] from the body, and describes one without a default as required.
    private static async Task<IResult> ListAsync(HttpContext context, LoraManager manager, string? search, string? sort, int? take, string? after, bool? missing, string? count, [FromQuery] string[]? family = null, [FromQuery] string[]? role = null)
    {
        if (ParseSort(sort) is not { } order)
        {
            return ApiResults.Problem(new LoraIssue(LoraErrorCodes.QueryInvalid, "sort must be newest, name, recentlyUsed or largest.", "sort"));
        }

        if (ParseRoles(role ?? []) is not { } roles)
        {
            return ApiResults.Problem(new LoraIssue(LoraErrorCodes.QueryInvalid, "role must be high, low, both, none or unknown. Repeat the parameter for several.", "role"));
        }

        if (ParseCount(count) is not { } counting)
        {
            return ApiResults.Problem(new LoraIssue(LoraErrorCodes.QueryInvalid, "count must be none, capped or exact.", "count"));
        }

        var query = new LoraQuery { Search = search, Sort = order, After = string.IsNullOrEmpty(after) ? null : after, Families = family ?? [], Roles = roles, IncludeMissing = missing ?? false, Count = counting };
        var result = await manager.ListAsync(context.LoraCaller(), take is { } size ? query with { Take = size } : query, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? ApiResults.Json(result.Value, WireJson.Default.LoraPageLoraItem) : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager, LoraId id) =>
        await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is { } record
            ? ApiResults.Json(manager.ToItem(record), WireJson.Default.LoraItem)
            : ApiResults.NotFound();

    private static async Task<IResult> RenameAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.RenameBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        var result = await manager.RenameAsync(context.LoraCaller(), id, body.Name, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? ApiResults.Json(manager.ToItem(result.Value), WireJson.Default.LoraItem) : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.DeleteAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? TypedResults.NoContent() : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> GetUrlAsync(HttpContext context, RequestUrls urls, LoraId id, int? seconds)
    {
        var result = await urls.CreateAsync(context, id, seconds is { } count ? TimeSpan.FromSeconds(count) : null).ConfigureAwait(false);
        return result.Succeeded ? ApiResults.Json(result.Value, WireJson.Default.LoraUrl) : ApiResults.Problem(result.Issues);
    }

    private static List<LoraNoiseExpert>? ParseRoles(string[] names)
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

    private static int? ParseCount(string? count) => count switch
    {
        null or "" or "none" => 0,
        "capped" => LoraQuery.CappedCount,
        "exact" => LoraQuery.ExactCount,
        _ => null,
    };

    private static LoraSort? ParseSort(string? sort) => sort switch
    {
        null or "" or "newest" => LoraSort.Newest,
        "name" => LoraSort.Name,
        "recentlyUsed" => LoraSort.RecentlyUsed,
        "largest" => LoraSort.Largest,
        _ => null,
    };
}
