namespace Lora.Inspection.Pickle;

/// <summary>
/// Says what a pickle would do when it is loaded, in whatever it comes: alone, several in a row, in a ZIP, in a tar. It only follows the instructions; nothing is run,
/// and only what is needed for that is read: of a ZIP its directory and its pickles, not its storages.
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
            // Nothing in the rest could make it worse, so it need not be asked for.
        }

        return new PickleScan(file.Report.Verdict, file.Report.ToIssues(), file.Contents);
    }

    private static async ValueTask ScanAsync(PickleFile file)
    {
        if (file.Source.Length == 0)
        {
            file.Report.Invalid(PickleFaults.Empty);
            return;
        }

        var start = await file.ReadStartAsync(0, TarScan.BlockLength).ConfigureAwait(false);
        if (await ZipEnd.FindAsync(file.Source, file.CancellationToken).ConfigureAwait(false) is { } end)
        {
            await ScanZipAsync(file, end, start).ConfigureAwait(false);
        }
        else if (PickleSignature.IsZip(start))
        {
            file.Report.Invalid(PickleFaults.ZipTruncated);
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
            file.Report.Invalid(PickleFaults.ZipBroken);
            entries = [];
        }
        else
        {
            await new ZipScan(file, entries).RunAsync().ConfigureAwait(false);
        }

        await ZipLayout.CheckAsync(file, end, entries).ConfigureAwait(false);

        // What stands before a ZIP can be a pickle: some programs read the file from its start, others from its end. Nobody takes the signature of a ZIP for one.
        if (!PickleSignature.IsZip(start) && await PickleSequence.ScanAsync(file, new StoredInput(file.Source, 0, file.Source.Length), PickleSignature.IsCertain(start)).ConfigureAwait(false) is not null)
        {
            file.Report.Suspicious(InspectionCodes.PickleZipAmbiguous, "The file is a pickle and a ZIP at once.", "pickle");
        }
    }

    private static async ValueTask ScanPlainAsync(PickleFile file, byte[] start)
    {
        // A tar can begin as a pickle does, and is a tar to PyTorch all the same.
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
            file.Report.Invalid(PickleFaults.NotAPickle);
        }
    }

    private static async ValueTask ScanPackedAsync(PickleFile file, string packing)
    {
        file.Report.Invalid(InspectionIssue.Of(
            InspectionCodes.PickleCompressed, $"The file is packed with {packing}, which PyTorch does not read. Unpack it first."));
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
