using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Inspection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>What is inside LoRAs, and what people know better.</summary>
internal static class FactsEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/families", CountAsync)
            .Needs(LoraOperation.View)
            .Produces<IReadOnlyDictionary<string, int>>()
            .Describe("CountLoraFamilies", "Count LoRAs by family", "How many LoRAs are of which base-model family.");
        group.MapGet("/{id}/inspection", GetAsync)
            .Needs(LoraOperation.View)
            .Produces<LoraInspection>()
            .Describe("GetLoraInspection", "See what a LoRA is and why", "All that was found in the file, with the evidence: each sentence in English, with what it takes to say it in another language. 404 also while it was not inspected yet.", 400, 404);
        group.MapPost("/{id}/inspection", ReinspectAsync)
            .Needs(LoraOperation.Edit, LoraAuditAction.Reinspected)
            .Produces<LoraItem>()
            .Describe("ReinspectLora", "Inspect a LoRA again", "Reads the header again, by ranges. What a person corrected stays.", 400, 404, 409, 429);
        group.MapPut("/{id}/correction", CorrectAsync)
            .Needs(LoraOperation.Edit, LoraAuditAction.Corrected)
            .Takes<LoraCorrection>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<LoraItem>()
            .Describe("CorrectLora", "Correct what a LoRA is", "Family, variant and role as a person knows them; they win over what was found. An empty object takes a correction back.", 400, 404, 409, 415);
        group.MapGet("/{id}/partner", GetPartnerAsync)
            .Needs(LoraOperation.View)
            .Produces<LoraItem>()
            .Describe("GetLoraPartner", "Find the other half of a pair", "The one a person named, else the one whose name and facts match. 404 also when there is none.", 400, 404);
        group.MapPut("/{id}/partner", PairAsync)
            .Needs(LoraOperation.Edit, LoraAuditAction.Paired)
            .Takes<PartnerBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<LoraItem>()
            .Describe("PairLora", "Name the other half of a pair", "`partner`: an id, or null for a LoRA that has no other half.", 400, 404, 409, 415);
        group.MapGet("/{id}/duplicates", ListDuplicatesAsync)
            .Needs(LoraOperation.View)
            .Produces<IReadOnlyList<LoraDuplicate>>()
            .Describe("ListLoraDuplicates", "Find the same file among the other LoRAs", "`isConfirmed`: the SHA-256 of both agree; until both are computed it is their size, their header and their end that do. An empty list when there is none.", 400, 404);
        group.MapGet("/{id}/thumbnail", GetThumbnailAsync)
            .Needs(LoraOperation.View)
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .Describe("GetLoraThumbnail", "Get the picture in a LoRA's header", "PNG, JPEG or WebP, as it was stored when the file was inspected. 404 also when there is none.", 400, 404);
    }

    private static async Task<IResult> CountAsync(HttpContext context, LoraManager manager) =>
        Reply.Json(await manager.CountFamiliesAsync(context.LoraCaller(), context.RequestAborted).ConfigureAwait(false), WireJson.Default.IReadOnlyDictionaryStringInt32);

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager, LoraId id) =>
        await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is not { } record ? Reply.NotFound()
        : record.Facts.Inspection is { } inspection ? Reply.Json(inspection, WireJson.Default.LoraInspection)
        : Reply.Missing("This LoRA was not inspected yet. Inspect it now with a POST to the same address, or ask again in a moment.");

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
        return await manager.FindPartnerAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is { } partner ? Reply.Json(manager.ToItem(partner), WireJson.Default.LoraItem)
            : await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is null ? Reply.NotFound()
            : Reply.Missing("No other half of this LoRA is known. Name it with a PUT to the same address.");
    }

    private static async Task<IResult> PairAsync(HttpContext context, LoraManager manager, LoraAccess access, LoraId id)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.PartnerBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        // The endpoint filter has asked about the LoRA in the route; the other half changes too.
        if (body.Partner is { } partner
            && await access.AuthorizeAsync(context.User, LoraOperation.Edit, partner, LoraAuditAction.Paired, context.RequestAborted).ConfigureAwait(false) is { Succeeded: false } denied)
        {
            return Reply.Failure(denied.Issues);
        }

        return Item(manager, await manager.PairAsync(context.LoraCaller(), id, body.Partner, context.RequestAborted).ConfigureAwait(false));
    }

    private static async Task<IResult> ListDuplicatesAsync(HttpContext context, LoraManager manager, LoraId id) =>
        await manager.FindAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false) is { } record
            ? Reply.Json(await manager.FindDuplicatesAsync(record, context.RequestAborted).ConfigureAwait(false), WireJson.Default.IReadOnlyListLoraDuplicate)
            : Reply.NotFound();

    private static async Task<IResult> GetThumbnailAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var caller = context.LoraCaller();
        if (await manager.GetThumbnailAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is not { } thumbnail)
        {
            return await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is not { } record ? Reply.NotFound()
                : Reply.Missing(record.Facts.HasThumbnail ? "The picture of this LoRA is not stored yet. Ask again in a moment." : "This LoRA has no picture in its header.");
        }

        // The bytes of a LoRA never change under its id. Its picture is somebody else's file: it is shown, never run.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Bytes(thumbnail.Content, thumbnail.MediaType);
    }

    private static IResult Item(LoraManager manager, LoraResult<LoraRecord> result) =>
        result.Succeeded ? Reply.Json(manager.ToItem(result.Value), WireJson.Default.LoraItem) : Reply.Failure(result.Issues);
}
