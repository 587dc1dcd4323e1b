using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Storage;
using Lora.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Upload sessions: begins and lists them, accepts parts, completes and aborts them.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/uploads", BeginAsync)
            .Requires(LoraOperation.Upload, LoraAuditAction.Uploaded)
            .Accepts<BeginUploadBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<UploadBody>(StatusCodes.Status201Created)
            .Produces<UploadBody>()
            .Describe(
                "BeginLoraUpload",
                "Begin an upload",
                "Then send the parts, in any order and in parallel, and complete the upload. With the header `Idempotency-Key`, the same key begins only one session: 200 returns its status.",
                400,
                403,
                413,
                415,
                422,
                429);
        group.MapGet("/uploads", ListAsync)
            .Requires(LoraOperation.Upload)
            .Produces<UploadListBody>()
            .Describe(
                "ListLoraUploads",
                "List unfinished uploads",
                "The uploads of the signed-in user, newest first, at most 50. Without the stored parts: `stored` and `digests` are empty and `storedSize` is 0. Get a single upload for these.",
                400);
        group.MapGet("/uploads/{id}", GetAsync)
            .Requires(LoraOperation.Upload)
            .Produces<UploadBody>()
            .Describe("GetLoraUpload", "Get the status of an upload", "Lists the stored parts, so that an interrupted upload can resume.", 400, 404);
        group.MapPut("/uploads/{id}/parts/{number}", PutPartAsync)
            .Requires(LoraOperation.Upload, LoraAuditAction.Uploaded)
            .Accepts<Stream>("application/octet-stream")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces<PartBody>()
            .Describe(
                "PutLoraUploadPart",
                "Send a part of an upload",
                "The body is the part's bytes. Replaces a part that was sent before. With the header `Content-Digest: sha-256=:…:` (RFC 9530), bytes that changed in transit are rejected.",
                400,
                404,
                408,
                409);
        group.MapPost("/uploads/{id}/parts/sign", SignPartsAsync)
            .Requires(LoraOperation.Upload)
            .Accepts<SignPartsBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<SignedPartsBody>()
            .Describe("SignLoraUploadParts", "Get URLs for sending parts to storage", "At most 50 at a time. Each accepts one part of exactly its size and, if given, its SHA-256.", 400, 404, 409, 415);
        group.MapPost("/uploads/{id}/complete", CompleteAsync)
            .Requires(LoraOperation.Upload, LoraAuditAction.Uploaded)
            .Produces<LoraItem>()
            .Describe("CompleteLoraUpload", "Complete an upload", "Can be repeated: after it has succeeded, it returns the same LoRA.", 400, 404, 409);
        group.MapDelete("/uploads/{id}", CancelAsync)
            .Requires(LoraOperation.Upload, LoraAuditAction.UploadCancelled)
            .Produces(StatusCodes.Status204NoContent)
            .Describe("CancelLoraUpload", "Cancel an upload", "Removes its stored parts.", 400, 404, 409);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, LoraManager manager)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.BeginUploadBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        if (body.Size is not { } size)
        {
            return ApiResults.Problem(new LoraIssue(LoraErrorCodes.RequestInvalid, "Add size, the size of the file in bytes.", "size"));
        }

        var upload = new UploadRequest(body.FileName ?? string.Empty, size) { Owner = context.LoraCaller().UserId, ClientKey = KeyOf(context.Request) };
        var result = await manager.BeginUploadAsync(context.LoraCaller(), upload, context.RequestAborted).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return ApiResults.Problem(result.Issues);
        }

        var status = result.Value;
        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path.ToUriComponent().TrimEnd('/')}/{status.Upload.Id}";
        return ApiResults.Json(UploadBody.Of(manager, status), WireJson.Default.UploadBody, status.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ListAsync(HttpContext context, LoraManager manager)
    {
        var uploads = await manager.ListUploadsAsync(context.LoraCaller(), context.LoraCaller().UserId, context.RequestAborted).ConfigureAwait(false);
        return ApiResults.Json(new UploadListBody([.. uploads.Select(upload => UploadBody.Of(manager, upload))]), WireJson.Default.UploadListBody);
    }

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.GetUploadAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? ApiResults.Json(UploadBody.Of(manager, result.Value), WireJson.Default.UploadBody) : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> PutPartAsync(HttpContext context, LoraManager manager, LoraId id, int number)
    {
        if (!ContentDigest.TryRead(context.Request, out var sha256))
        {
            return ApiResults.Problem(new LoraIssue(LoraErrorCodes.ChecksumInvalid, "Content-Digest must have the SHA-256 of the body in the format of RFC 9530: sha-256=:…:, in base64.", "Content-Digest"));
        }

        var result = await manager
            .PutPartAsync(context.LoraCaller(), id, number, RequestBody.Of(context), context.Request.ContentLength, sha256, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded
            ? ApiResults.Json(new PartBody(result.Value.Number, result.Value.Size), WireJson.Default.PartBody)
            : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> SignPartsAsync(
        HttpContext context, LoraManager manager, IOptions<LoraManagementOptions> options, TimeProvider time, LoraId id)
    {
        var request = await context.ReadJsonAsync(WireJson.Default.SignPartsBody).ConfigureAwait(false);
        if (request.Value is not { } body)
        {
            return request.Failure!;
        }

        var expiresAt = time.GetUtcNow() + options.Value.PartUrlLifetime;
        LoraPartDigest[] parts = [.. (body.Parts ?? []).Select(part => new LoraPartDigest(part?.Number ?? 0, part?.Sha256))];
        var result = await manager.SignPartsAsync(context.LoraCaller(), id, parts, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded
            ? ApiResults.Json(
                new SignedPartsBody([.. result.Value.Select(part => new SignedPartBody(part.Number, part.Url, part.Headers))], expiresAt), WireJson.Default.SignedPartsBody)
            : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> CompleteAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.CompleteUploadAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? ApiResults.Json(manager.ToItem(result.Value), WireJson.Default.LoraItem) : ApiResults.Problem(result.Issues);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.AbortUploadAsync(context.LoraCaller(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? TypedResults.NoContent() : ApiResults.Problem(result.Issues);
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString().Trim('"') : null;
}
