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
/// Checks from a few of its bytes whether a file can be uploaded. The client sends ranges of the file; if others are needed, the response names them and the client repeats the
/// request with all of them. The server keeps nothing in between.
/// </summary>
internal static class PreflightEndpoint
{
    /// <summary>The total size of the ranges, in bytes: the longest header, and room for the directory of a ZIP.</summary>
    private const int MaxBytes = 40 * 1024 * 1024;
    private const int MaxRanges = 64;

    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/inspect", InspectAsync)
            .Requires(LoraOperation.Upload)
            .Accepts<Stream>("application/octet-stream")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .Produces<PreflightBody>()
            .Describe(
                "InspectLoraFile",
                "Check a file before its upload",
                "`fileName` and `size` of the file, and `ranges`: the ranges of the file that the body contains in this order, such as `0-65535,90000-90099`. While `needs` is not empty, repeat the request with those ranges added.",
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
            return ApiResults.Problem(issues);
        }

        if (ParseRanges(ranges, size!.Value) is not { } sent)
        {
            return ApiResults.Problem(new LoraIssue(LoraErrorCodes.QueryInvalid, $"Write the ranges as 0-65535,90000-90099: at most {MaxRanges}, with {MaxBytes:N0} bytes in total.", "ranges"));
        }

        if (context.Request.ContentLength is { } length && length != sent.Sum(range => (long)range.Length))
        {
            return LengthMismatch();
        }

        try
        {
            var body = RequestBody.Of(context);
            var preflight = await manager.PreflightAsync(
                context.LoraCaller(), fileName!, memory => ReadAsync(body, sent, size.Value, memory, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
            if (preflight is not var (inspection, problems, duplicates))
            {
                return LengthMismatch();
            }

            var shown = inspection with { Metadata = inspection.Metadata with { Thumbnail = null } };
            return ApiResults.Json(new PreflightBody([], problems, [.. duplicates.Select(manager.ToItem)], shown), WireJson.Default.PreflightBody);
        }
        catch (MissingBytesException missing)
        {
            return ApiResults.Json(new PreflightBody([new PreflightRange(missing.Range.Offset, missing.Range.Length)], [], [], Inspection: null), WireJson.Default.PreflightBody);
        }
    }

    /// <summary>Reads the ranges. Returns <see langword="null"/> if the body ends before the last one.</summary>
    private static async Task<ILoraByteSource?> ReadAsync(
        RequestBody body, List<(long Offset, int Length)> sent, long size, BlockBuffer memory, CancellationToken cancellationToken)
    {
        var source = new SparseByteSource(size);
        foreach (var (offset, length) in sent)
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

    private static IResult LengthMismatch() =>
        ApiResults.Problem(new LoraIssue(LoraErrorCodes.RequestInvalid, "The length of the body differs from that of the ranges.", "ranges"));

    private static List<(long Offset, int Length)>? ParseRanges(string? text, long size)
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
                || ranges.Count == MaxRanges)
            {
                return null;
            }

            ranges.Add((first, (int)(last - first + 1)));
        }

        return ranges;
    }
}
