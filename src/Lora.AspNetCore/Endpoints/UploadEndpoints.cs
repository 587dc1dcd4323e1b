using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Uploads many files in one form, for scripts.</summary>
internal static class UploadEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/upload", UploadAsync)
            .Requires(LoraOperation.Upload, LoraAuditAction.Uploaded)
            .Accepts<UploadForm>("multipart/form-data")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces<UploadResultsBody>()
            .Produces<UploadResultsBody>(StatusCodes.Status207MultiStatus)
            .Describe(
                "UploadLoras",
                "Upload files",
                "Accepts up to 1,000 files in fields of any name. 200: all are stored. 207: some are stored. If none is, the status is that of the first failure, with the same body.",
                400,
                413,
                415);

    private static async Task<IResult> UploadAsync(HttpContext context, FormUpload upload)
    {
        if (FormFiles.Of(context) is not { } files)
        {
            return new ProblemResult(Problem.Invalid(StatusCodes.Status415UnsupportedMediaType, "Send the files as multipart/form-data with a boundary, as curl -F does."));
        }

        var outcome = await upload.UploadAllAsync(context, files).ConfigureAwait(false);
        Problem.SetRetryAfter(context.Response, outcome.Status);
        return outcome switch
        {
            { Results.Count: 0, Error: { } error } => new ProblemResult(error),
            { Results.Count: 0 } => ApiResults.Problem(ErrorCatalog.Issue(LoraErrorCodes.UploadNoFile)),
            _ => ApiResults.Json(new UploadResultsBody(outcome.Results), WireJson.Default.UploadResultsBody, outcome.Status),
        };
    }
}
