using System.Globalization;

namespace Lora.HttpFuzzing.Http;

/// <summary>An answer as it came.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Head">Its status line and headers.</param>
/// <param name="Body">The first bytes of its body, as text.</param>
internal sealed record RawResponse(int Status, string Head, string Body)
{
    public bool Closes => Head.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase) || Head.StartsWith("HTTP/1.0", StringComparison.Ordinal);

    public bool IsChunked => Header("Transfer-Encoding") is { } encoding && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase);

    public long? Length => long.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    public bool IsProblem => Header("Content-Type") is { } type && type.StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase);

    public string? Header(string name)
    {
        foreach (var line in Head.Split("\r\n").Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }
}
