namespace Lora.Inspection.Pickle;

/// <summary>Checks that every byte of a ZIP belongs to exactly one entry of its central directory, and that names are unique.</summary>
internal static class ZipLayout
{
    /// <summary>PyTorch pads up to this length to align storages to 64 bytes. Longer gaps are checked with an extra read.</summary>
    private const int UsualPadding = 128;
    private const int GapLimit = 16;

    public static async ValueTask CheckAsync(PickleFile file, ZipEnd end, IReadOnlyList<ZipEntry> entries)
    {
        CheckNames(file, end, entries);
        var sorted = entries.Where(entry => entry.FitsBefore(end.DirectoryOffset)).OrderBy(static entry => entry.HeaderOffset).ToList();
        if (sorted.Count < entries.Count)
        {
            file.Report.Invalid(PickleProblems.ZipEntryOutside);
        }

        var first = sorted.Count == 0 ? end.DirectoryOffset : sorted[0].HeaderOffset;
        if (first > 0 || end.End < file.Source.Length)
        {
            file.Report.Suspicious(InspectionCodes.PickleStrayBytes, "There are unused bytes before or after the ZIP.", "around");
            await StrayScan.RunAsync(file, 0, first).ConfigureAwait(false);
            await StrayScan.RunAsync(file, end.End, file.Source.Length - end.End).ConfigureAwait(false);
        }

        await StrayScan.RunAsync(file, end.CommentOffset, Math.Min(end.CommentLength, file.Source.Length - end.CommentOffset)).ConfigureAwait(false);
        var padding = file.IsSmall ? -1 : UsualPadding;
        var gaps = 0;
        for (var index = 0; index < sorted.Count && gaps < GapLimit; index++)
        {
            var next = index + 1 < sorted.Count ? sorted[index + 1].HeaderOffset : end.DirectoryOffset;
            var slack = next - sorted[index].EarliestData - sorted[index].PackedLength;
            if (slack < 0)
            {
                file.Report.Suspicious(InspectionCodes.PickleZipAmbiguous, "Entries of the ZIP overlap.", "overlap");
            }
            else if (slack > padding && await CheckGapAsync(file, sorted[index], next).ConfigureAwait(false))
            {
                gaps++;
            }
        }
    }

    private static void CheckNames(PickleFile file, ZipEnd end, IReadOnlyList<ZipEntry> entries)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            if (!names.Add(entry.Name))
            {
                file.Report.Suspicious(
                    InspectionCodes.PickleZipAmbiguous, $"The ZIP has {PickleText.ForDisplay(entry.Name)} twice, so programs may read different data.", "twice");
                break;
            }
        }

        if (entries.FirstOrDefault(static entry => entry.IsNamedOddly) is { } odd)
        {
            file.Report.Suspicious(
                InspectionCodes.PickleZipAmbiguous, $"The ZIP has an entry {PickleText.ForDisplay(odd.Name)}, which some programs may read under another name.", "odd_name");
        }

        // The entries of another end record were not checked.
        if (end.IsAmbiguous || entries.Count != end.Entries)
        {
            file.Report.Invalid(InspectionIssue.Of(
                InspectionCodes.PickleZipAmbiguous, "The ZIP has more than one end record, or a different number of entries than it declares.", detail: "ends"));
        }

        if (entries.Any(static entry => entry.IsEncrypted || !entry.IsPackedAsUsual))
        {
            file.Report.Invalid(InspectionIssue.Of(
                InspectionCodes.PickleZipUnreadable, "The ZIP is encrypted or compressed in a way that PyTorch does not read."));
        }
    }

    /// <summary>Checks the local header of an entry and the gap to the next entry; returns whether anything is wrong.</summary>
    private static async ValueTask<bool> CheckGapAsync(PickleFile file, ZipEntry entry, long next)
    {
        var local = await ZipDirectory.ReadLocalAsync(file.Source, entry.HeaderOffset, file.CancellationToken).ConfigureAwait(false);
        var dataEnd = (local?.DataOffset ?? entry.EarliestData) + entry.PackedLength;
        if (local is null || local.Contradicts(entry) || dataEnd > next)
        {
            file.Report.Add(ZipScan.Contradiction(entry), InspectionVerdict.Suspicious);
            return true;
        }

        if (dataEnd + Math.Max(entry.LongestDescriptor, local.Entry.LongestDescriptor) >= next)
        {
            return false;
        }

        file.Report.Suspicious(InspectionCodes.PickleStrayBytes, "There are bytes in the ZIP that its directory does not list.", "unlisted");
        await StrayScan.RunAsync(file, dataEnd, next - dataEnd).ConfigureAwait(false);
        return true;
    }
}
