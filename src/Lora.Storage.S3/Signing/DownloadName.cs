namespace Lora.Storage.S3.Signing;

/// <summary>Writes the Content-Disposition header of a download (RFC 6266), with the name in ASCII for old clients and in full (RFC 5987).</summary>
internal static class DownloadName
{
    public static string ToContentDisposition(string name)
    {
        var plain = string.Concat(name.Select(static c => c is >= ' ' and <= '~' and not ('"' or '\\' or '%') ? c : '_'));
        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
    }
}
