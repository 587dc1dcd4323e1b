namespace Lora.Storage.S3.Signing;

/// <summary>Writes the header that names a download, by RFC 6266: once in ASCII for old programs, once in full by RFC 5987.</summary>
internal static class DownloadName
{
    public static string ToContentDisposition(string name)
    {
        var plain = string.Concat(name.Select(static c => c is >= ' ' and <= '~' and not ('"' or '\\' or '%') ? c : '_'));
        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
    }
}
