using System.Diagnostics.CodeAnalysis;
using Lora.AspNetCore.Problems;
using Lora.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Lora.AspNetCore.Downloads;

/// <summary>Returns a LoRA's bytes, or redirects the client to them.</summary>
internal sealed class DownloadResults(LoraManager manager, ILoraFileStore files, IOptions<LoraManagementOptions> options, TimeProvider time)
{
    /// <summary>Creates the result of a GET or HEAD request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="id">The LoRA.</param>
    /// <param name="expiresAt">When the permission to read it expires, or <see langword="null"/> if it does not.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The result disposes the stream.")]
    public async Task<IResult> CreateAsync(HttpContext context, LoraCaller caller, LoraId id, DateTimeOffset? expiresAt)
    {
        if (await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is not { } record)
        {
            return ApiResults.NotFound();
        }

        // A signed URL is for GET only; the response to HEAD comes from the record.
        if (files is IPresigningFileStore { CanSignReads: true } presigning && HttpMethods.IsGet(context.Request.Method))
        {
            var signed = await presigning.PresignReadAsync(record.StorageKey, Lifetime(expiresAt), record.FileName, context.RequestAborted).ConfigureAwait(false);
            return new SignedRedirect(signed.Url);
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            new StoredStream(manager, record),
            "application/octet-stream",
            record.FileName,
            record.UploadedAt,
            new EntityTagHeaderValue($"\"{record.Id}\""),
            enableRangeProcessing: true);
    }

    private TimeSpan Lifetime(DateTimeOffset? expiresAt)
    {
        var left = expiresAt - time.GetUtcNow();
        var usual = options.Value.UrlLifetime;
        return left is not { } limit || limit > usual ? usual : limit < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : limit;
    }
}
