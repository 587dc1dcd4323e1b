using System.Diagnostics.CodeAnalysis;
using Lora.AspNetCore.Filters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Reads the files of a <c>multipart/form-data</c> body (RFC 7578) one after another, straight from the connection.</summary>
internal sealed class FormFiles(MultipartReader reader)
{
    private const int BufferSize = 64 * 1024;

    // RFC 2046 allows 70; some clients are more generous.
    private const int MaxBoundary = 200;

    /// <summary>Begins to read; <see langword="null"/> when the request is no such form.</summary>
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

    /// <summary>The next file, after what is left of the one before; <see langword="null"/> when there are no more.</summary>
    /// <exception cref="IOException">The body ends too early.</exception>
    /// <exception cref="InvalidDataException">The body is not well-formed.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It holds nothing of its own; the reader owns the section.")]
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

    /// <summary>A browser sends a file field that was left empty as a file without name and bytes.</summary>
    private static async Task<bool> HasContentAsync(Stream body, CancellationToken cancellationToken) =>
        await body.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;

    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        if (disposition.FileNameStar is { HasValue: true, Value: { } encoded })
        {
            return encoded;
        }

        // Browsers write just these three characters as escapes (HTML, "multipart/form-data encoding algorithm").
        return HeaderUtilities.RemoveQuotes(disposition.FileName).ToString()
            .Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace("%22", "\"", StringComparison.Ordinal)
            .Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal);
    }
}
