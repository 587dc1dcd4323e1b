using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lora.Conformance.Network;

/// <summary>A request that goes through a <see cref="FaultProxy"/>.</summary>
public sealed partial class ProxiedRequest
{
    private readonly string[] _lines;

    internal ProxiedRequest(string head)
    {
        Head = head;
        _lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = _lines[0].Split(' ');
        (Method, Target) = (start[0], start[1]);
        ContentLength = long.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0;
        Purpose = PurposeOf(Method, Target);
    }

    public string Method { get; }

    /// <summary>Path and query.</summary>
    public string Target { get; }

    public long ContentLength { get; }

    /// <summary>The purpose: the same for all requests that differ only in ids and names.</summary>
    public string Purpose { get; }

    /// <summary>Whether it uploads a part, to the application or to the storage.</summary>
    public bool IsPart => Part is not null;

    /// <summary>The number of the part that it uploads, or <see langword="null"/> for any other request.</summary>
    public int? Part => Method == "PUT" && PartNumber().Match(Target) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether its length is unknown, so that both sides send until one of them disconnects.</summary>
    internal bool IsOpen => Header("Upgrade") is not null || Header("Transfer-Encoding") is not null;

    internal string Head { get; }

    /// <summary>Returns the value of a header, or <see langword="null"/> if the request doesn't have it.</summary>
    public string? Header(string name) => _lines
        .Where(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    /// <summary>The head with <c>Connection: close</c>, so that the end of the connection is the end of the response, and no client retries on its own.</summary>
    internal byte[] HeadForServer() => Encoding.Latin1.GetBytes(IsOpen
        ? Head
        : string.Concat(_lines.Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)).Select(line => line + "\r\n")) + "Connection: close\r\n\r\n");

    private static string PurposeOf(string method, string target)
    {
        var parts = target.Split('?', 2);
        var path = string.Join('/', parts[0].Split('/').Select(segment => segment.Any(char.IsAsciiDigit) ? "*" : segment));
        var names = parts.Length < 2 ? [] : parts[1].Split('&').Select(pair => pair.Split('=')[0]).Where(name => !name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase));
        return $"{method} {path}?{string.Join('&', names.Order(StringComparer.Ordinal))}".TrimEnd('?');
    }

    [GeneratedRegex("(/parts/|[?&]partNumber=)(?<number>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PartNumber();
}
