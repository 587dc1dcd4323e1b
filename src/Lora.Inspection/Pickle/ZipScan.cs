namespace Lora.Inspection.Pickle;

/// <summary>Scans a ZIP: the pickle of the model and every other entry that may be a pickle, under any name.</summary>
internal sealed class ZipScan(PickleFile file, IReadOnlyList<ZipEntry> entries)
{
    /// <summary>Models have a few entries besides their storages; TorchScript has one for each class.</summary>
    private const int MostScanned = 1024;

    private readonly Dictionary<string, long> _storages = new(StringComparer.Ordinal);
    private int _pickles;
    private int _scanned;

    public async ValueTask RunAsync()
    {
        foreach (var entry in entries.Where(static entry => entry.IsModel))
        {
            await ScanModelAsync(entry).ConfigureAwait(false);
        }

        if (_pickles == 0)
        {
            file.Report.Invalid(InspectionIssue.Of(InspectionCodes.PickleZipNoModel, "This ZIP does not contain a PyTorch model."));
        }

        if (entries.Any(static entry => entry.Name.EndsWith("/constants.pkl", StringComparison.OrdinalIgnoreCase) || entry.Name.Contains("/code/", StringComparison.OrdinalIgnoreCase)))
        {
            file.Report.Suspicious(InspectionCodes.PickleTorchScript, "This is a TorchScript program, not just weights.");
        }

        foreach (var entry in entries.Where(entry => !entry.IsModel && !IsStorage(entry)))
        {
            await ScanOtherAsync(entry).ConfigureAwait(false);
        }

        foreach (var entry in entries.Where(entry => file.IsSmall && !entry.IsModel && IsStorage(entry)))
        {
            await ScanEntryAsync(entry, ZipRole.Storage).ConfigureAwait(false);
        }
    }

    /// <summary>Creates the issue of contradictory headers.</summary>
    public static InspectionIssue Contradiction(ZipEntry entry) => InspectionIssue.Of(
        InspectionCodes.PickleZipAmbiguous, $"The ZIP describes {PickleText.ForDisplay(entry.Name)} in two ways, so programs may read different data.", detail: "two_ways");

    /// <summary>Scans bytes that no directory lists.</summary>
    public static async ValueTask ScanHiddenAsync(PickleFile file, long offset, long length)
    {
        if (await ZipDirectory.ReadLocalAsync(file.Source, offset, file.CancellationToken).ConfigureAwait(false) is { } local)
        {
            var available = offset + length - local.DataOffset;
            if (available > 0)
            {
                await ScanDataAsync(file, local.Entry, local.DataOffset, available, ZipRole.Other).ConfigureAwait(false);
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

        if (await ScanEntryAsync(entry, ZipRole.Model).ConfigureAwait(false) is { } walk)
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
        if (!entry.IsFolder && await ScanEntryAsync(entry, ZipRole.Other).ConfigureAwait(false) is not null && _pickles > 0
            && !entry.Name.EndsWith("/constants.pkl", StringComparison.OrdinalIgnoreCase))
        {
            file.Report.Suspicious(InspectionCodes.PickleSeveral, $"There is another pickle in the file: {PickleText.ForDisplay(entry.Name)}.", "entry");
        }
    }

    /// <summary>PyTorch reads the storages that the model names as plain values, regardless of their content.</summary>
    private bool IsStorage(ZipEntry entry) => _storages.TryGetValue(entry.Name, out var length) && length == entry.Length;

    private async ValueTask<PickleWalk?> ScanEntryAsync(ZipEntry entry, ZipRole role)
    {
        // Storages are scanned only in small files.
        _scanned += role == ZipRole.Storage ? 0 : 1;
        if (_scanned > MostScanned)
        {
            file.Report.Invalid(PickleProblems.TooManyEntries);
            return null;
        }

        if (await ZipDirectory.ReadLocalAsync(file.Source, entry.HeaderOffset, file.CancellationToken).ConfigureAwait(false) is not { } local)
        {
            file.Report.Invalid(InspectionIssue.Of(
                InspectionCodes.PickleZipBroken, $"The ZIP is damaged: {PickleText.ForDisplay(entry.Name)} is not at its position.", detail: "entry"));
            return null;
        }

        if (local.Contradicts(entry))
        {
            file.Report.Add(Contradiction(entry), InspectionVerdict.Suspicious);
        }

        var length = Math.Max(0, Math.Min(LengthOf(entry, local), file.Source.Length - local.DataOffset));
        return length == 0 && role != ZipRole.Model ? null : await ScanDataAsync(file, entry, local.DataOffset, length, role).ConfigureAwait(false);
    }

    /// <summary>Returns the longest possible length if the headers disagree.</summary>
    private static long LengthOf(ZipEntry entry, ZipLocalHeader local)
    {
        var here = local.Entry.PackedLength == uint.MaxValue ? 0 : local.Entry.PackedLength;
        return Math.Max(here, entry.Method == 0 ? Math.Max(entry.PackedLength, entry.Length) : entry.PackedLength);
    }

    private static async ValueTask<PickleWalk?> ScanDataAsync(PickleFile file, ZipEntry entry, long offset, long length, ZipRole role)
    {
        if (entry.Method == 8)
        {
            // An unlisted entry can have its length after its data.
            var inflated = new InflatedInput(file, offset, length, PicklePacking.Deflate, entry.Length > 0 ? entry.Length : long.MaxValue);
            await using (inflated.ConfigureAwait(false))
            {
                return await ScanInputAsync(file, inflated, role).ConfigureAwait(false);
            }
        }

        return await ScanInputAsync(file, new StoredInput(file.Source, offset, length), role).ConfigureAwait(false);
    }

    private static async ValueTask<PickleWalk?> ScanInputAsync(PickleFile file, PickleInput input, ZipRole role)
    {
        if (role == ZipRole.Storage)
        {
            var walk = await PickleWalker.WalkAsync(file, input).ConfigureAwait(false);
            if (walk.Risks.NamesDanger)
            {
                walk.Risks.Report(file.Report);
            }

            return null;
        }

        await input.FillAsync(NumpyArray.HeaderLength, file.CancellationToken).ConfigureAwait(false);
        if (PickleSignature.IsZip(input.Window))
        {
            file.Report.Suspicious(InspectionCodes.PickleArchive, "The file contains another archive.", "inner");
            if (input is StoredInput stored)
            {
                await StrayScan.RunAsync(file, stored.Offset, stored.Remaining).ConfigureAwait(false);
            }
        }

        if (NumpyArray.ObjectsStartAt(input.Window) is { } start)
        {
            await input.SkipAsync(start, file.CancellationToken).ConfigureAwait(false);
        }

        return await PickleSequence.ScanAsync(file, input, role == ZipRole.Model).ConfigureAwait(false);
    }
}
