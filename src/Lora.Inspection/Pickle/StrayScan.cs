namespace Lora.Inspection.Pickle;

/// <summary>Scans unused bytes for pickles. PyTorch would not load them, but they show what the file is for.</summary>
internal static class StrayScan
{
    private const int ScannedLength = 64 * 1024;
    private const int MaxAttempts = 16;

    public static async ValueTask RunAsync(PickleFile file, long offset, long length)
    {
        if (length <= 0 || !file.TryEnterStray())
        {
            return;
        }

        var bytes = await file.ReadStartAsync(offset, (int)Math.Min(length, ScannedLength)).ConfigureAwait(false);
        var attempts = 0;
        for (var at = 0; at < bytes.Length && attempts < MaxAttempts; at++)
        {
            if (PickleSignature.IsZip(bytes.AsSpan(at)))
            {
                await ZipScan.ScanHiddenAsync(file, offset + at, length - at).ConfigureAwait(false);
                attempts++;
            }
            else if (at == 0 || PickleSignature.IsCertain(bytes.AsSpan(at)))
            {
                await PickleSequence.ScanAsync(file, new StoredInput(file.Source, offset + at, length - at), isExpected: false).ConfigureAwait(false);
                attempts++;
            }
        }

        file.LeaveStray();
    }
}
