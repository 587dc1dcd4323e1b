using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>The upload for scripts: many files in one form.</summary>
internal static class UploadEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/upload", UploadAsync)
            .Needs(LoraOperation.Upload, LoraAuditAction.Uploaded)
            .Takes<UploadForm>("multipart/form-data")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces<UploadResultsBody>()
            .Produces<UploadResultsBody>(StatusCodes.Status207MultiStatus)
            .Describe(
                "UploadLoras",
                "Upload files",
                "Takes up to 1,000 files under any field names. 200: all are stored. 207: some are. When none is, the status is that of the first failure, with the same body.",
                400,
                413,
                415);

    private static async Task<IResult> UploadAsync(HttpContext context, FormUpload upload)
    {
        if (FormFiles.Of(context) is not { } files)
        {
            return new FaultResult(Fault.Invalid(StatusCodes.Status415UnsupportedMediaType, "Send the files as multipart/form-data with a boundary, as curl -F does."));
        }

        var outcome = await upload.TakeAllAsync(context, files).ConfigureAwait(false);
        Fault.SetRetryAfter(context.Response, outcome.Status);
        return outcome switch
        {
            { Results.Count: 0, Broken: { } broken } => new FaultResult(broken),
            { Results.Count: 0 } => Reply.Failure(new LoraIssue(LoraErrorCodes.UploadNoFile, "The request has no file. Add one, as in curl -F file=@style.safetensors.")),
            _ => Reply.Json(new UploadResultsBody(outcome.Results), WireJson.Default.UploadResultsBody, outcome.Status),
        };
    }
}
