using System.Globalization;
using System.Text;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Http;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Writes forms, multipart and URL-encoded, whole or broken.</summary>
internal static class FormBodies
{
    public static void AddMultipart(HttpDraft draft, IReadOnlyList<(string Name, string Value)> fields, FuzzRandom random)
    {
        var boundary = random.Below(12) switch
        {
            0 => new string('b', random.Of([1, 70, 71, 128, 200, 201, 1000])),
            1 => random.Of(["a b", "\"", "--", "a;b", "한", string.Empty]),
            _ => "----fuzz",
        };
        using var body = new MemoryStream();
        foreach (var (name, value) in fields)
        {
            Write(body, $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }

        for (var count = random.Below(random.Below(60) == 0 ? 4000 : 4); count > 0; count--)
        {
            WritePart(body, boundary, count, random);
        }

        Write(body, random.Below(8) == 0 ? random.Of([string.Empty, "\r\n", $"--{boundary}", "--other--\r\n"]) : $"--{boundary}--\r\n");
        var bytes = body.ToArray();
        if (random.Below(8) == 0)
        {
            bytes = bytes[..random.Below(bytes.Length + 1)];
        }
        else if (random.Below(8) == 0 && bytes.Length > 0)
        {
            bytes[random.Below(bytes.Length)] ^= (byte)(1 << random.Below(8));
        }

        draft.WithBody(bytes, random.Below(12) switch
        {
            0 => "multipart/form-data",
            1 => $"multipart/mixed; boundary={boundary}",
            2 => $"multipart/form-data; boundary={boundary}; boundary=other",
            3 => "multipart/form-data; boundary=other",
            4 => $"multipart/form-data; boundary=\"{boundary}\"; charset={Texts.Weird(random)}",
            _ => $"multipart/form-data; boundary={boundary}",
        });
    }

    public static void AddUrlEncoded(HttpDraft draft, IReadOnlyList<(string Name, string Value)> fields, FuzzRandom random)
    {
        var text = new StringBuilder(string.Join('&', fields.Select(static field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));
        for (var count = random.Below(random.Below(60) == 0 ? 3000 : 4); count > 0; count--)
        {
            text.Append('&').Append(Texts.InAddress(Texts.Weird(random), random)).Append(random.Of(["=", string.Empty, "==", "[]="])).Append(Texts.InAddress(Texts.Weird(random), random));
        }

        draft.WithBody(Wire.Encode(text.ToString()), random.Below(10) == 0 ? $"application/x-www-form-urlencoded; charset={random.Of(["bogus", "utf-7", "utf-16", "latin1", "\"", string.Empty])}" : "application/x-www-form-urlencoded");
    }

    private static void WritePart(MemoryStream body, string boundary, int number, FuzzRandom random)
    {
        var name = Texts.FileName(random).Replace("\"", "%22", StringComparison.Ordinal);
        var disposition = random.Below(12) switch
        {
            0 => "form-data",
            1 => string.Create(CultureInfo.InvariantCulture, $"form-data; name=f{number}"),
            2 => $"form-data; name=\"f\"; filename*=UTF-8''{Uri.EscapeDataString(name)}",
            3 => $"form-data; name=\"f\"; filename*={Texts.Weird(random)}",
            4 => $"attachment; filename={name}",
            5 => Texts.Weird(random),
            6 => "form-data; name=\"f\"; filename=\"\"",
            _ => $"form-data; name=\"f\"; filename=\"{name}\"",
        };
        Write(body, $"--{boundary}{random.Of([string.Empty, string.Empty, string.Empty, " ", "x"])}\r\n");
        if (random.Below(20) > 0)
        {
            Write(body, $"Content-Disposition: {disposition}\r\n");
        }

        for (var count = random.Below(30) == 0 ? random.Of([1, 3, 20, 200]) : 0; count > 0; count--)
        {
            Write(body, $"{random.Of(["Content-Type", "X", "Content-Transfer-Encoding", string.Empty, "Content-Length"])}: {Texts.Weird(random)}\r\n");
        }

        Write(body, "\r\n");
        body.Write(random.Below(4) switch
        {
            0 => FuzzCase.Make(random.Next(), 0).File,
            1 => LoraFiles.Make(random, padding: 0),
            _ => RandomBytes(random, 200),
        });
        Write(body, random.Below(20) == 0 ? "\n" : "\r\n");
    }

    public static byte[] RandomBytes(FuzzRandom random, int limit)
    {
        var bytes = new byte[random.Below(limit)];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)random.Next();
        }

        return bytes;
    }

    private static void Write(MemoryStream body, string text) => body.Write(Wire.Encode(text));
}
