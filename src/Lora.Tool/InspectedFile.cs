using Lora.Inspection;

namespace Lora.Tool;

/// <summary>A file and what was found out about it.</summary>
/// <param name="Path">Where it lies, as it was given or found.</param>
/// <param name="Inspection">What it is.</param>
/// <param name="Hashes">Its hashes, where they were asked for.</param>
internal sealed record InspectedFile(string Path, LoraInspection Inspection, LoraHashes? Hashes)
{
    private const string Unreadable = "file.unreadable";

    public bool IsOk => Inspection.Verdict == InspectionVerdict.Ok;

    public static async Task<InspectedFile> ReadAsync(string path, bool hash)
    {
        try
        {
            var inspection = await LoraInspector.Default.InspectFileAsync(path).ConfigureAwait(false);
            return new InspectedFile(path, inspection, hash ? await HashAsync(path).ConfigureAwait(false) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var issue = new InspectionIssue(Unreadable, $"The file cannot be read: {exception.Message}", InspectionSeverity.Error);
            return new InspectedFile(path, new LoraInspection { Verdict = InspectionVerdict.Invalid, Issues = [issue] }, null);
        }
    }

    private static async Task<LoraHashes> HashAsync(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            return await LoraInspector.HashAsync(stream).ConfigureAwait(false);
        }
    }
}
