using Lora.Inspection;

namespace Lora.Tool;

/// <summary>A file with its inspection and hashes.</summary>
/// <param name="Path">The path, as given on the command line or found in a folder.</param>
/// <param name="Inspection">The result of the inspection.</param>
/// <param name="Hashes">The hashes, or <see langword="null"/> if they were not requested.</param>
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
