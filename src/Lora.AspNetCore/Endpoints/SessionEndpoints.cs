using Lora.Catalog;
using Lora.Client;
using Lora.Errors;
using Lora.Gate;
using Lora.Management;
using Lora.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lora.Endpoints;

/// <summary>The upload session: begin, send parts, look, complete, cancel.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/uploads", BeginAsync)
            .Takes<BeginUploadBody>()
            .WithMetadata(new RequestSizeLimitAttribute(JsonRequest.MaxSize))
            .Produces<UploadBody>(StatusCodes.Status201Created)
            .Describe("BeginLoraUpload", "Begin an upload", "Send the parts next, in any order and side by side, then complete.", 400, 413, 415);
        group.MapGet("/uploads/{id}", GetAsync)
            .Produces<UploadBody>()
            .Describe("GetLoraUpload", "See where an upload stands", "Tells which parts are stored, so that an interrupted upload can go on.", 400, 404);
        group.MapPut("/uploads/{id}/parts/{number}", PutPartAsync)
            .Takes<Stream>("application/octet-stream")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces<PartBody>()
            .Describe("PutLoraUploadPart", "Send a part of an upload", "The body is the part's bytes. A part that was sent before is replaced.", 400, 404, 408, 409);
        group.MapPost("/uploads/{id}/complete", CompleteAsync)
            .Produces<LoraItem>()
            .Describe("CompleteLoraUpload", "Complete an upload", "May be called again: once it has succeeded it answers with the same LoRA.", 400, 404, 409);
        group.MapDelete("/uploads/{id}", CancelAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Describe("CancelLoraUpload", "Cancel an upload", "Removes what was stored of it.", 400, 404, 409);
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
            return Reply.Failure(new LoraIssue(LoraErrorCodes.RequestInvalid, "Say how large the file is: size, in bytes.", "size"));
        }

        var result = await manager.BeginUploadAsync(context.LoraWorkspace(), body.FileName ?? string.Empty, size, context.RequestAborted).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return Reply.Failure(result.Issues);
        }

        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path.ToUriComponent().TrimEnd('/')}/{result.Value.Upload.Id}";
        return Reply.Json(UploadBody.Of(result.Value), WireJson.Default.UploadBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(HttpContext context, LoraManager manager, IOptions<LoraManagementOptions> options, LoraId id)
    {
        var workspace = context.LoraWorkspace();
        var result = await manager.GetUploadAsync(workspace, id, context.RequestAborted).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return Reply.Json(UploadBody.Of(result.Value), WireJson.Default.UploadBody);
        }

        // A session that was completed has no row any more: the LoRA took its place, under the same id.
        return await manager.FindAsync(workspace, id, context.RequestAborted).ConfigureAwait(false) is { } record
            ? Reply.Json(UploadBody.Of(manager.ToItem(record), options.Value.PartSize), WireJson.Default.UploadBody)
            : Reply.Failure(result.Issues);
    }

    private static async Task<IResult> PutPartAsync(HttpContext context, LoraManager manager, LoraId id, int number)
    {
        var result = await manager
            .PutPartAsync(context.LoraWorkspace(), id, number, RequestBody.Of(context), context.Request.ContentLength, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded
            ? Reply.Json(new PartBody(result.Value.Number, result.Value.Size), WireJson.Default.PartBody)
            : Reply.Failure(result.Issues);
    }

    private static async Task<IResult> CompleteAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.CompleteUploadAsync(context.LoraWorkspace(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? Reply.Json(manager.ToItem(result.Value), WireJson.Default.LoraItem) : Reply.Failure(result.Issues);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, LoraManager manager, LoraId id)
    {
        var result = await manager.AbortUploadAsync(context.LoraWorkspace(), id, context.RequestAborted).ConfigureAwait(false);
        return result.Succeeded ? TypedResults.NoContent() : Reply.Failure(result.Issues);
    }
}
