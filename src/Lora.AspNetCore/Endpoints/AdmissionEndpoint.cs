using System.Globalization;
using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Inspection;
using Lora.Inspection.Sources;
using Lora.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Endpoints;

/// <summary>
/// Tells whether a file may be uploaded from a few of its bytes. Whoever asks sends pieces; when others are needed, the answer names them and the question is
/// asked again with all of them. Nothing is kept in between.
/// </summary>
internal static class AdmissionEndpoint
{
    /// <summary>The most bytes of pieces, in all: the longest header, and room for the directory of a ZIP.</summary>
    private const int MaxBytes = 40 * 1024 * 1024;
    private const int MaxPieces = 64;

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
                413,
                429);

    private static async Task<IResult> InspectAsync(
        HttpContext context, LoraManager manager, IOptions<LoraManagementOptions> options, string? fileName, long? size, string? ranges)
    {
        var issues = new LoraFileRules(options.Value.MaxFileSize).Check(fileName ?? string.Empty, size ?? 0);
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

        try
        {
            var body = RequestBody.Of(context);
            var admission = await manager.AdmitAsync(
                context.LoraCaller(), fileName!, memory => ReadAsync(body, pieces, size.Value, memory, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
            if (admission is not var (inspection, refusals, same))
            {
                return BodyDiffers();
            }

            var shown = inspection with { Metadata = inspection.Metadata with { Thumbnail = null } };
            return Reply.Json(new AdmissionBody([], refusals, [.. same.Select(manager.ToItem)], shown), WireJson.Default.AdmissionBody);
        }
        catch (MissingBytesException missing)
        {
            return Reply.Json(new AdmissionBody([new AdmissionRange(missing.Range.Offset, missing.Range.Length)], [], [], Inspection: null), WireJson.Default.AdmissionBody);
        }
    }

    /// <summary>Reads the pieces; <see langword="null"/> if the body ends before the last of them.</summary>
    private static async Task<ILoraByteSource?> ReadAsync(
        RequestBody body, List<(long Offset, int Length)> pieces, long size, BlockBuffer memory, CancellationToken cancellationToken)
    {
        var source = new SparseByteSource(size);
        foreach (var (offset, length) in pieces)
        {
            var first = memory.Blocks.Count;
            if (await memory.FillAsync(body, length, cancellationToken).ConfigureAwait(false) < length)
            {
                return null;
            }

            var at = offset;
            foreach (var block in memory.Blocks.Skip(first))
            {
                source.Add(at, block);
                at += block.Length;
            }
        }

        return source;
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
