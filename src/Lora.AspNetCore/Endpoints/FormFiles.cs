using System.Diagnostics.CodeAnalysis;
using Lora.AspNetCore.Filters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Reads the files of a <c>multipart/form-data</c> body (RFC 7578) one after another, without buffering.</summary>
internal sealed class FormFiles(MultipartReader reader)
{
    private const int BufferSize = 64 * 1024;

    // RFC 2046 allows 70, but some clients send more.
    private const int MaxBoundary = 200;

    /// <summary>Returns a reader, or <see langword="null"/> if the request is not a form.</summary>
    public static FormFiles? Of(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return StringSegment.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundary
            ? null
            : new FormFiles(new MultipartReader(boundary.Value!, RequestBody.Of(context), BufferSize));
    }

    /// <summary>Skips the rest of the current file and returns the next one, or <see langword="null"/> after the last.</summary>
    /// <exception cref="IOException">The body ends too early.</exception>
    /// <exception cref="InvalidDataException">The body is malformed.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The reader owns the section.")]
    public async Task<FormFile?> NextAsync(CancellationToken cancellationToken)
    {
        while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                || (!disposition.FileName.HasValue && !disposition.FileNameStar.HasValue))
            {
                continue;
            }

            var name = NameOf(disposition);
            if (name.Length > 0 || await HasContentAsync(section.Body, cancellationToken).ConfigureAwait(false))
            {
                return new FormFile(name, new RequestBody(section.Body));
            }
        }

        return null;
    }

    /// <summary>A browser sends an empty file field as a file without name and content.</summary>
    private static async Task<bool> HasContentAsync(Stream body, CancellationToken cancellationToken) =>
        await body.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;

    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        if (disposition.FileNameStar is { HasValue: true, Value: { } encoded })
        {
            return encoded;
        }

        // Browsers escape only these three characters (HTML, "multipart/form-data encoding algorithm").
        return HeaderUtilities.RemoveQuotes(disposition.FileName).ToString()
            .Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace("%22", "\"", StringComparison.Ordinal)
            .Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal);
    }
}
