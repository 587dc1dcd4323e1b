using System.Diagnostics.CodeAnalysis;
using Lora.AspNetCore.Problems;
using Lora.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Lora.AspNetCore.Downloads;

/// <summary>Sends a LoRA's bytes, or the client to where they are.</summary>
internal sealed class Download(LoraManager manager, ILoraFileStore files, IOptions<LoraManagementOptions> options, TimeProvider time)
{
    /// <summary>Answers a GET or HEAD.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">Who downloads.</param>
    /// <param name="id">The LoRA.</param>
    /// <param name="expiresAt">When the leave to read it ends; <see langword="null"/> if it does not.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The result disposes of the stream it sends.")]
    public async Task<IResult> OfAsync(HttpContext context, LoraCaller caller, LoraId id, DateTimeOffset? expiresAt)
    {
        if (await manager.FindAsync(caller, id, context.RequestAborted).ConfigureAwait(false) is not { } record)
        {
            return Reply.NotFound();
        }

        // A signed URL is for GET alone; HEAD is answered from the record.
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
