namespace Lora.Inspection.Pickle;

/// <summary>Scans a ZIP: the model's pickle, and whatever else in it could be one, under any name.</summary>
internal sealed class ZipScan(PickleFile file, IReadOnlyList<ZipEntry> entries)
{
    private readonly Dictionary<string, long> _storages = new(StringComparer.Ordinal);
    private int _pickles;

    public async ValueTask RunAsync()
    {
        foreach (var entry in entries.Where(static entry => entry.IsModel))
        {
            await ScanModelAsync(entry).ConfigureAwait(false);
        }

        if (_pickles == 0)
        {
            file.Report.Invalid(InspectionIssue.Of(InspectionCodes.PickleZipNoModel, "This is a ZIP, but no model of PyTorch is in it."));
        }

        if (entries.Any(static entry => entry.Name.EndsWith("/constants.pkl", StringComparison.OrdinalIgnoreCase) || entry.Name.Contains("/code/", StringComparison.OrdinalIgnoreCase)))
        {
            file.Report.Suspicious(InspectionCodes.PickleTorchScript, "This is a TorchScript program, not just weights.");
        }

        foreach (var entry in entries.Where(entry => !entry.IsModel && !IsStorage(entry)))
        {
            await ScanOtherAsync(entry).ConfigureAwait(false);
        }
    }

    /// <summary>Scans what stands at a place that no directory lists.</summary>
    public static async ValueTask ScanHiddenAsync(PickleFile file, long offset, long length)
    {
        if (await ZipDirectory.ReadLocalAsync(file.Source, offset, file.CancellationToken).ConfigureAwait(false) is { } local)
        {
            var available = offset + length - local.DataOffset;
            if (available > 0)
            {
                await ScanDataAsync(file, local.Entry, local.DataOffset, available, isExpected: false).ConfigureAwait(false);
            }
        }
        else
        {
            await PickleSequence.ScanAsync(file, new StoredInput(file.Source, offset, length), isExpected: false).ConfigureAwait(false);
        }
    }

    private async ValueTask ScanModelAsync(ZipEntry entry)
    {
        _pickles++;
        if (_pickles > 1)
        {
            file.Report.Suspicious(InspectionCodes.PickleSeveral, "There is more than one model in the file.", "models");
        }

        if (await ScanEntryAsync(entry, isExpected: true).ConfigureAwait(false) is { } walk)
        {
            var root = entry.Name[..^"data.pkl".Length];
            foreach (var (key, length) in walk.Storages)
            {
                _storages.TryAdd(string.Concat(root, "data/", key), length);
            }
        }
    }

    private async ValueTask ScanOtherAsync(ZipEntry entry)
    {
        if (!entry.IsFolder && await ScanEntryAsync(entry, isExpected: false).ConfigureAwait(false) is not null && _pickles > 0
            && !entry.Name.EndsWith("/constants.pkl", StringComparison.OrdinalIgnoreCase))
        {
            file.Report.Suspicious(InspectionCodes.PickleSeveral, $"There is a further pickle in the file: {PickleText.ForPerson(entry.Name)}.", "entry");
        }
    }

    /// <summary>PyTorch takes the storages that the model names as plain numbers, whatever they are.</summary>
    private bool IsStorage(ZipEntry entry) => _storages.TryGetValue(entry.Name, out var length) && length == entry.Length;

    private async ValueTask<PickleWalk?> ScanEntryAsync(ZipEntry entry, bool isExpected)
    {
        if (await ZipDirectory.ReadLocalAsync(file.Source, entry.HeaderOffset, file.CancellationToken).ConfigureAwait(false) is not { } local)
        {
            file.Report.Invalid(InspectionIssue.Of(
                InspectionCodes.PickleZipBroken, $"The ZIP is broken: {PickleText.ForPerson(entry.Name)} is not where it should be.", detail: "entry"));
            return null;
        }

        if (local.Contradicts(entry))
        {
            file.Report.Suspicious(
                InspectionCodes.PickleZipAmbiguous, $"The ZIP describes {PickleText.ForPerson(entry.Name)} in two ways, so that programs may read different things.", "two_ways");
        }

        var length = Math.Min(LengthOf(entry, local), file.Source.Length - local.DataOffset);
        if (length <= 0)
        {
            return null;
        }

        if (PickleSignature.IsZip(await file.ReadStartAsync(local.DataOffset, 4).ConfigureAwait(false)))
        {
            file.Report.Suspicious(InspectionCodes.PickleArchive, "There is another archive within the file.", "inner");
            await StrayScan.RunAsync(file, local.DataOffset, length).ConfigureAwait(false);
        }

        return await ScanDataAsync(file, entry, local.DataOffset, length, isExpected).ConfigureAwait(false);
    }

    /// <summary>The longest that the entry can be, where its headers disagree.</summary>
    private static long LengthOf(ZipEntry entry, ZipLocalHeader local)
    {
        var here = local.Entry.PackedLength == uint.MaxValue ? 0 : local.Entry.PackedLength;
        return Math.Max(here, entry.Method == 0 ? Math.Max(entry.PackedLength, entry.Length) : entry.PackedLength);
    }

    private static async ValueTask<PickleWalk?> ScanDataAsync(PickleFile file, ZipEntry entry, long offset, long length, bool isExpected)
    {
        if (entry.Method == 8)
        {
            var inflated = new InflatedInput(file.Source, offset, length, PicklePacking.Deflate, file.Limits);
            await using (inflated.ConfigureAwait(false))
            {
                return await ScanInputAsync(file, inflated, isExpected).ConfigureAwait(false);
            }
        }

        return await ScanInputAsync(file, new StoredInput(file.Source, offset, length), isExpected).ConfigureAwait(false);
    }

    private static async ValueTask<PickleWalk?> ScanInputAsync(PickleFile file, PickleInput input, bool isExpected)
    {
        await input.FillAsync(NumpyArray.HeaderLength, file.CancellationToken).ConfigureAwait(false);
        if (NumpyArray.ObjectsStartAt(input.Window) is { } start)
        {
            await input.SkipAsync(start, file.CancellationToken).ConfigureAwait(false);
        }

        return await PickleSequence.ScanAsync(file, input, isExpected).ConfigureAwait(false);
    }
}
