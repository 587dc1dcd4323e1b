using System.Globalization;
using System.Text;

namespace Lora.HttpFuzzing.Http;

/// <summary>A request before it is sent. Nothing in it has to be valid.</summary>
internal sealed class HttpDraft(string method, string path)
{
    public string Method { get; set; } = method;

    /// <summary>Gets or sets the path as it is sent, already encoded or not.</summary>
    public string Path { get; set; } = path;

    public string Version { get; set; } = "HTTP/1.1";

    public List<(string Name, string Value)> Query { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>Gets or sets the body; <see langword="null"/> sends none and no length either.</summary>
    public byte[]? Body { get; set; }

    public BodyFraming Framing { get; set; }

    /// <summary>Gets or sets whether the server may keep the request waiting, as long polling does.</summary>
    public bool MayWait { get; set; }

    /// <summary>Gets whether the request ends before it is complete, so that the server owes no answer.</summary>
    public bool IsTruncated => Framing is BodyFraming.TooLong or BodyFraming.CutChunks;

    /// <summary>Gets whether what follows the body on the same connection would be read as part of another request.</summary>
    public bool SpoilsConnection => Framing is not (BodyFraming.Length or BodyFraming.Chunks);

    public string Target => Query.Count == 0 ? Path : $"{Path}?{string.Join('&', Query.Select(static pair => pair.Value.Length == 0 ? pair.Name : $"{pair.Name}={pair.Value}"))}";

    public HttpDraft With(string name, string value)
    {
        Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.Add((name, value));
        return this;
    }

    public HttpDraft WithBody(byte[] body, string? contentType)
    {
        Body = body;
        return contentType is null ? this : With("Content-Type", contentType);
    }

    public byte[] ToBytes()
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(' ').Append(Version).Append("\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        var body = Body ?? [];
        var framed = BodyFrame.Apply(Framing, body, out var framing);
        if (Body is not null || Framing != BodyFraming.Length)
        {
            head.Append(framing);
        }

        // A lone surrogate becomes the bytes of U+FFFD; Wire.Raw makes bytes that are not UTF-8.
        return [.. Wire.Encode(head.Append("\r\n").ToString()), .. framed];
    }

    /// <summary>Describes the request in printable characters, the body shortened.</summary>
    public string Describe()
    {
        const int Shown = 1200;
        var bytes = ToBytes();
        var text = new StringBuilder();
        foreach (var value in bytes.AsSpan(0, Math.Min(Shown, bytes.Length)))
        {
            text.Append(value switch
            {
                (byte)'\n' => "\n",
                (byte)'\r' => string.Empty,
                (byte)'\\' => "\\\\",
                >= 0x20 and < 0x7F => ((char)value).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            });
        }

        return bytes.Length > Shown ? text.Append(CultureInfo.InvariantCulture, $" … ({bytes.Length} bytes)").ToString() : text.ToString();
    }
}
