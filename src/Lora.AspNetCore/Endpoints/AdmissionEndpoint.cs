using System.Globalization;
using Lora.Client;
using Lora.Errors;
using Lora.Gate;
using Lora.Inspection;
using Lora.Management;
using Lora.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lora.Endpoints;

/// <summary>
/// Tells whether a file may be uploaded from a few of its bytes. Whoever asks sends pieces; when others are needed, the answer names them and the question is
/// asked again with all of them. Nothing is kept in between.
/// </summary>
internal static class AdmissionEndpoint
{
    /// <summary>The most bytes of pieces, in all: the longest header, and room for the directory of a ZIP.</summary>
    private const int MaxBytes = 40 * 1024 * 1024;
    private const int MaxPieces = 64;

    /// <summary>Memory is taken by blocks of so many bytes as they arrive, not for all that is announced.</summary>
    private const int Block = 64 * 1024;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/inspect", InspectAsync)
            .Needs(LoraOperation.Upload)
            .Takes<Stream>("application/octet-stream")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Produces<AdmissionBody>()
            .Describe(
                "InspectLoraFile",
                "See whether a file may be uploaded",
                "`fileName` and `size` of the file, and `ranges`: which of its bytes the body holds one after the other, as `0-65535,90000-90099`. While `needs` is not empty, ask again with those ranges too.",
                400,
                408,
                413);

    private static async Task<IResult> InspectAsync(
        HttpContext context, LoraManager manager, IOptions<LoraManagementOptions> options, string? fileName, long? size, string? ranges)
    {
        var issues = new Validation.LoraFileRules(options.Value.MaxFileSize).Check(fileName ?? string.Empty, size ?? 0);
        if (issues.Count > 0)
        {
            return Reply.Failure(issues);
        }

        if (RangesOf(ranges, size!.Value) is not { } pieces)
        {
            return Reply.Failure(new LoraIssue(LoraErrorCodes.QueryInvalid, $"Name the ranges of the file in the body as 0-65535,90000-90099: at most {MaxPieces}, and {MaxBytes:N0} bytes in all.", "ranges"));
        }

        if (context.Request.ContentLength is { } sent && sent != pieces.Sum(piece => (long)piece.Length))
        {
            return BodyDiffers();
        }

        var source = new SparseByteSource(size.Value);
        if (!await TryReadAsync(RequestBody.Of(context), pieces, source, context.RequestAborted).ConfigureAwait(false))
        {
            return BodyDiffers();
        }

        try
        {
            var (inspection, refusals, same) = await manager.AdmitAsync(context.LoraCaller(), fileName!, source, context.RequestAborted).ConfigureAwait(false);
            var shown = inspection with { Metadata = inspection.Metadata with { Thumbnail = null } };
            return Reply.Json(new AdmissionBody([], refusals, [.. same.Select(manager.ToItem)], shown), WireJson.Default.AdmissionBody);
        }
        catch (MissingBytesException missing)
        {
            return Reply.Json(new AdmissionBody([new AdmissionRange(missing.Offset, missing.Length)], [], [], Inspection: null), WireJson.Default.AdmissionBody);
        }
    }

    private static async Task<bool> TryReadAsync(RequestBody body, List<(long Offset, int Length)> pieces, SparseByteSource source, CancellationToken cancellationToken)
    {
        foreach (var (offset, length) in pieces)
        {
            for (var at = 0; at < length; at += Block)
            {
                var bytes = new byte[Math.Min(Block, length - at)];
                if (await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < bytes.Length)
                {
                    return false;
                }

                source.Add(offset + at, bytes);
            }
        }

        return true;
    }

    private static IResult BodyDiffers() =>
        Reply.Failure(new LoraIssue(LoraErrorCodes.RequestInvalid, "The body does not have as many bytes as the ranges name.", "ranges"));

    private static List<(long Offset, int Length)>? RangesOf(string? text, long size)
    {
        var ranges = new List<(long, int)>();
        long total = 0;
        foreach (var range in (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            if (ends.Length != 2
                || !long.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !long.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || last < first
                || last >= size
                || (total += last - first + 1) > MaxBytes
                || ranges.Count == MaxPieces)
            {
                return null;
            }

            ranges.Add((first, (int)(last - first + 1)));
        }

        return ranges;
    }
}
