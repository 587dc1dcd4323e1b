using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Inspection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Returns and corrects the facts about LoRAs.</summary>
internal static class FactsEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/families", CountAsync)
            .Requires(LoraOperation.View)
            .Produces<IReadOnlyDictionary<string, int>>()
            .Describe("CountLoraFamilies", "Count LoRAs by base model", "The number of LoRAs of each base model.");
        group.MapGet("/{id}/inspection", GetAsync)
            .Requires(LoraOperation.View)
            .Produces<LoraInspection>()
            .Describe("GetLoraInspection", "Get the inspection of a LoRA", "Everything that was detected in the file, with the evidence: each sentence in English, with a key and arguments for other languages. 404 also if the LoRA has not been inspected yet.", 400, 404);
        group.MapPost("/{id}/inspection", ReinspectAsync)
            .Requires(LoraOperation.Edit, LoraAuditAction.Reinspected)
            .Produces<LoraItem>()
            .Describe("ReinspectLora", "Inspect a LoRA again", "Reads the header again, by ranges. Corrections stay.", 400, 404, 409, 429);
        group.MapPut("/{id}/correction", CorrectAsync)
            .Requires(LoraOperation.Edit, LoraAuditAction.Corrected)
            .Accepts<LoraCorrection>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<LoraItem>()
            .Describe("CorrectLora", "Correct the facts about a LoRA", "Base model, variant and noise expert. A correction wins over the detected values; an empty object reverts it.", 400, 404, 409, 415);
        group.MapGet("/{id}/partner", GetPartnerAsync)
            .Requires(LoraOperation.View)
            .Produces<LoraItem>()
            .Describe("GetLoraPartner", "Get the partner of a LoRA", "The other LoRA of a high/low pair: the one a user chose, else the one whose name and facts match. 404 also if there is none.", 400, 404);
        group.MapPut("/{id}/partner", PairAsync)
            .Requires(LoraOperation.Edit, LoraAuditAction.Paired)
            .Accepts<PartnerBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<LoraItem>()
            .Describe("PairLora", "Set the partner of a LoRA", "`partner`: an id, or null for a LoRA without a partner.", 400, 404, 409, 415);
        group.MapGet("/{id}/duplicates", ListDuplicatesAsync)
            .Requires(LoraOperation.View)
            .Produces<IReadOnlyList<LoraDuplicate>>()
            .Describe("ListLoraDuplicates", "List duplicates of a LoRA", "Other LoRAs with the same file. `isConfirmed`: the SHA-256 is equal; before it is computed, size, header and end of the files are compared. Empty if there are none.", 400, 404);
        group.MapGet("/{id}/thumbnail", GetThumbnailAsync)
            .Requires(LoraOperation.View)
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .Describe("GetLoraThumbnail", "Get the thumbnail of a LoRA", "The PNG, JPEG, WebP or GIF of the file's header, stored when the file was inspected. 404 also if there is none.", 400, 404);
    }

    private static async Task<IResult> CountAsync(HttpContext context, LoraManager manager) =>
        ApiResults.Json(await manager.CountFamiliesAsync(context.LoraCaller(), context.RequestAborted).ConfigureAwait(false), WireJson.Default.IReadOnlyDictionaryStringInt32);

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager, LoraId id) =>
        await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is not { } record ? ApiResults.NotFound()
        : record.Facts.Inspection is { } inspection ? ApiResults.Json(inspection, WireJson.Default.LoraInspection)
        : ApiResults.NotAvailable("This LoRA has not been inspected yet. Inspect it now with a POST to the same URL, or try again in a moment.");

    private static async Task<IResult> ReinspectAsync(HttpContext context, LoraManager manager, LoraId id) =>
        Item(manager, await manager.ReinspectAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false));

    private static async Task<IResult> CorrectAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.LoraCorrection).ConfigureAwait(false);
        return request.Value is { } correction
            ? Item(manager, await manager.CorrectAsync(context.LoraCaller(), id, correction, context.RequestAborted).ConfigureAwait(false))
            : request.Failure!;
    }

    private static async Task<IResult> GetPartnerAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var caller = context.LoraCaller();
        return await manager.FindPartnerAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is { } partner ? ApiResults.Json(manager.ToItem(partner), WireJson.Default.LoraItem)
            : await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is null ? ApiResults.NotFound()
            : ApiResults.NotAvailable("This LoRA has no known partner. Set it with a PUT to the same URL.");
    }

    private static async Task<IResult> PairAsync(HttpContext context, LoraManager manager, LoraAccess access, LoraId id)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.PartnerBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        // The request filter has authorized the change of the LoRA in the route; the partner changes too.
        if (body.Partner is { } partner
            && await access.AuthorizeAsync(context.User, LoraOperation.Edit, partner, LoraAuditAction.Paired, context.RequestAborted).ConfigureAwait(false) is { Succeeded: false } denied)
        {
            return ApiResults.Problem(denied.Issues);
        }

        return Item(manager, await manager.PairAsync(context.LoraCaller(), id, body.Partner, context.RequestAborted).ConfigureAwait(false));
    }

    private static async Task<IResult> ListDuplicatesAsync(HttpContext context, LoraManager manager, LoraId id) =>
        await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is { } record
            ? ApiResults.Json(await manager.FindDuplicatesAsync(record, context.RequestAborted).ConfigureAwait(false), WireJson.Default.IReadOnlyListLoraDuplicate)
            : ApiResults.NotFound();

    private static async Task<IResult> GetThumbnailAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var caller = context.LoraCaller();
        if (await manager.GetThumbnailAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is not { } thumbnail)
        {
            return await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is not { } record ? ApiResults.NotFound()
                : ApiResults.NotAvailable(record.Facts.HasThumbnail ? "The thumbnail of this LoRA is not stored yet. Try again in a moment." : "This LoRA has no thumbnail in its header.");
        }

        // The bytes of a LoRA never change under its id. The thumbnail comes from an untrusted file, so it is displayed and never run.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Bytes(thumbnail.Content, thumbnail.MediaType);
    }

    private static IResult Item(LoraManager manager, LoraResult<LoraRecord> result) =>
        result.Succeeded ? ApiResults.Json(manager.ToItem(result.Value), WireJson.Default.LoraItem) : ApiResults.Problem(result.Issues);
}
