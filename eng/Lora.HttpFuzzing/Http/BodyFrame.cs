using System.Globalization;
using System.Text;

namespace Lora.HttpFuzzing.Http;

/// <summary>Writes the headers that announce a body, and the body as these headers say or as they do not.</summary>
internal static class BodyFrame
{
    private const int Chunk = 1000;

    public static byte[] Apply(BodyFraming framing, byte[] body, out string headers)
    {
        headers = framing switch
        {
            BodyFraming.Length => Length(body.Length),
            BodyFraming.TooShort => Length(body.Length / 2),
            BodyFraming.TooLong => Length(body.Length + 1 + (body.Length / 3)),
            BodyFraming.Invalid => $"Content-Length: {(body.Length % 4) switch { 0 => "-1", 1 => "0x10", 2 => "99999999999999999999999", _ => "1, 2" }}\r\n",
            BodyFraming.Both => Length(body.Length) + "Transfer-Encoding: chunked\r\n",
            BodyFraming.Chunks or BodyFraming.BrokenChunks or BodyFraming.CutChunks => "Transfer-Encoding: chunked\r\n",
            BodyFraming.UnknownEncoding => "Transfer-Encoding: zebra\r\n",
            _ => string.Empty,
        };
        return framing switch
        {
            BodyFraming.Chunks or BodyFraming.Both => Chunks(body, complete: true),
            BodyFraming.CutChunks => Chunks(body, complete: false),
            BodyFraming.BrokenChunks => [.. "5\r\nabc"u8, .. body, .. "\r\nzz\r\n\r\n"u8],
            _ => body,
        };
    }

    private static string Length(int bytes) => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}\r\n");

    private static byte[] Chunks(byte[] body, bool complete)
    {
        using var framed = new MemoryStream();
        foreach (var chunk in body.Chunk(Chunk))
        {
            framed.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x};name=value\r\n")));
            framed.Write(chunk);
            framed.Write("\r\n"u8);
        }

        if (complete)
        {
            framed.Write("0\r\n\r\n"u8);
        }

        return framed.ToArray();
    }
}
