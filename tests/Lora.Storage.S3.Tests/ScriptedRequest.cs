using System.Globalization;

namespace Lora.Storage.S3.Tests;

internal sealed record ScriptedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public long ContentLength => Headers.TryGetValue("Content-Length", out var length) ? long.Parse(length, CultureInfo.InvariantCulture) : 0;

    public bool IsPart => Method == "PUT" && Target.Contains("partNumber=", StringComparison.Ordinal);

    public bool IsBegin => Method == "POST" && Target.EndsWith("?uploads", StringComparison.Ordinal);

    public bool IsComplete => Method == "POST" && Target.Contains("uploadId=", StringComparison.Ordinal);

    public bool IsList => Method == "GET" && Target.Contains("uploadId=", StringComparison.Ordinal);

    public bool IsSignedInItsAddress => Target.Contains("X-Amz-Signature=", StringComparison.OrdinalIgnoreCase);

    public bool IsAbort => Method == "DELETE" && Target.Contains("uploadId=", StringComparison.Ordinal);

    public static ScriptedRequest Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var line = lines[0].Split(' ');
        return new ScriptedRequest(line[0], line[1], lines.Skip(1).Select(header => header.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase));
    }
}
