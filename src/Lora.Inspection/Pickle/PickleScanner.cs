using Lora.Inspection.Sources;

namespace Lora.Inspection.Pickle;

/// <summary>
/// Reports what a pickle would do when it is loaded: alone, several in a row, in a ZIP or in a tar. The instructions are only followed, never run, and only what is needed is
/// read: of a ZIP the directory and the pickles, not the storages.
/// </summary>
internal static class PickleScanner
{
    public static async ValueTask<PickleScan> ScanAsync(ILoraByteSource source, InspectionOptions options, CancellationToken cancellationToken = default)
    {
        var file = new PickleFile(source, options.Pickle, cancellationToken);
        try
        {
            await ScanAsync(file).ConfigureAwait(false);
        }
        catch (MissingBytesException) when (file.Report.Verdict == InspectionVerdict.Dangerous)
        {
            // The rest can't make the verdict worse, so it is not requested.
        }

        return new PickleScan(file.Report.Verdict, file.Report.ToIssues(), file.Contents);
    }

    private static async ValueTask ScanAsync(PickleFile file)
    {
        if (file.Source.Length == 0)
        {
            file.Report.Invalid(PickleProblems.Empty);
            return;
        }

        var start = await file.ReadStartAsync(0, TarScan.BlockLength).ConfigureAwait(false);
        if (await ZipEnd.FindAsync(file.Source, file.CancellationToken).ConfigureAwait(false) is { } end)
        {
            await ScanZipAsync(file, end, start).ConfigureAwait(false);
        }
        else if (PickleSignature.IsZip(start))
        {
            file.Report.Invalid(PickleProblems.ZipTruncated);
            await ZipScan.ScanHiddenAsync(file, 0, file.Source.Length).ConfigureAwait(false);
        }
        else
        {
            await ScanPlainAsync(file, start).ConfigureAwait(false);
        }
    }

    private static async ValueTask ScanZipAsync(PickleFile file, ZipEnd end, byte[] start)
    {
        if (await ZipDirectory.ReadAsync(file.Source, end, file.Limits.MaxZipEntries, file.CancellationToken).ConfigureAwait(false) is not { } entries)
        {
            file.Report.Invalid(PickleProblems.ZipBroken);
            entries = [];
        }
        else
        {
            await new ZipScan(file, entries).RunAsync().ConfigureAwait(false);
        }

        await ZipLayout.CheckAsync(file, end, entries).ConfigureAwait(false);

        // The bytes before a ZIP can be a pickle: some programs read the file from its start, others from its end. No program takes the ZIP signature for a pickle.
        if (!PickleSignature.IsZip(start) && await PickleSequence.ScanAsync(file, new StoredInput(file.Source, 0, file.Source.Length), PickleSignature.IsCertain(start)).ConfigureAwait(false) is not null)
        {
            file.Report.Suspicious(InspectionCodes.PickleZipAmbiguous, "The file is both a pickle and a ZIP.", "pickle");
        }
    }

    private static async ValueTask ScanPlainAsync(PickleFile file, byte[] start)
    {
        // A tar can start like a pickle, but PyTorch still reads it as a tar.
        var isTar = TarScan.IsHeader(start);
        if (isTar)
        {
            await TarScan.RunAsync(file).ConfigureAwait(false);
        }

        var input = new StoredInput(file.Source, 0, file.Source.Length);
        if (await PickleSequence.ScanAsync(file, input, !isTar && PickleSignature.IsCertain(start)).ConfigureAwait(false) is not null || isTar)
        {
            return;
        }

        if (PickleSignature.PackingOf(start) is { } packing)
        {
            await ScanPackedAsync(file, packing).ConfigureAwait(false);
        }
        else
        {
            file.Report.Invalid(PickleProblems.NotAPickle);
        }
    }

    private static async ValueTask ScanPackedAsync(PickleFile file, string packing)
    {
        file.Report.Invalid(InspectionIssue.Of(
            InspectionCodes.PickleCompressed, $"The file is compressed with {packing}, which PyTorch does not read. Decompress it first."));
        if (packing is "gzip" or "zlib")
        {
            var inflated = new InflatedInput(file, 0, file.Source.Length, packing == "gzip" ? PicklePacking.GZip : PicklePacking.ZLib);
            await using (inflated.ConfigureAwait(false))
            {
                await PickleSequence.ScanAsync(file, inflated, isExpected: false).ConfigureAwait(false);
            }
        }
    }
}
