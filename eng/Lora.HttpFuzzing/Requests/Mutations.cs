using System.Globalization;
using System.IO.Compression;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Http;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Changes a request in one respect.</summary>
internal static class Mutations
{
    private static readonly string[] Methods =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "MKCOL", "PURGE", "QUERY", "get", "pOsT", "X", "M-SEARCH", "POST\t", "G(T", "한", new('A', 300)];

    private static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=bogus", "application/json; charset=utf-16", "application/json; charset=utf-7", "application/json; charset=", "application/json;;;",
        "application/json; charset=\"utf-8", "application/problem+json", "text/json", "application/*+json", "text/plain", "application/octet-stream", "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=", "application/xml", "json", "/", "*/*", ";", "application/json, text/html", "application/x-msgpack",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("Host", ["evil.example", "evil.example:8443", "127.0.0.1", "localhost:99999", "[::1]", string.Empty, "a b", "한국어.example", "127.0.0.1:80@evil", "xn--a", "a,b"]),
        ("Origin", ["null", "https://evil.example", "http://127.0.0.1", "nonsense", "http://", "한국어", "http://a, http://b", "file://"]),
        ("Sec-Fetch-Site", ["cross-site", "same-origin", "none", "same-site", "nonsense", string.Empty]),
        ("Cookie", ["demo-user=", "demo-user=nobody", "demo-user=한국어", "demo-user=\"", "=;=;", "a", ".AspNetCore.Culture=c=xx|uic=yy", ".AspNetCore.Culture=%00", ".AspNetCore.Antiforgery.x=CfDJ8", "demo-user=ada; demo-user=bob"]),
        ("X-Forwarded-For", ["1.2.3.4", "nonsense", "::1, 1.2.3.4"]),
        ("X-Forwarded-Host", ["evil.example", "a,b", string.Empty]),
        ("X-Forwarded-Proto", ["https", "gopher", "https,http"]),
        ("X-Forwarded-Prefix", ["/evil", "//evil.example", "%"]),
        ("X-Original-URL", ["/admin"]),
        ("X-HTTP-Method-Override", ["DELETE", "nonsense"]),
        ("Forwarded", ["for=1.2.3.4;host=evil.example;proto=https", "nonsense"]),
        ("Accept", ["text/html", "*/*;q=2", "nonsense", "application/json;q=0", "text/event-stream", string.Empty]),
        ("Accept-Encoding", ["gzip", "br;q=2", "nonsense", "*;q=0", "gzip, deflate, br, zstd"]),
        ("Accept-Language", ["ko", "xx-zz;q=1", "*", "nonsense-nonsense-nonsense", "en;q=abc", string.Empty, "한국어"]),
        ("Content-Digest", ["sha-256=:AAAA:", "sha-256=", "sha-256=::", "md5=:AAAA:", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", "sha-256=:!!!:, sha-256=:AAAA:", ":::", "sha-512=:AAAA:"]),
        ("Repr-Digest", ["sha-256=:AAAA:"]),
        ("Content-Encoding", ["gzip", "br", "nonsense", "identity", "gzip, gzip"]),
        ("Content-Range", ["bytes 0-1/2", "nonsense"]),
        ("Idempotency-Key", ["a", "\"a\"", "\"", string.Empty, "key-1", "key-1", "a\tb", "한국어", "'; --"]),
        ("Range", ["bytes=0-0", "bytes=-1", "bytes=5-2", "bytes=0-", "bytes=0-1,2-3", "bytes=0-99999999999999999999", "bytes=abc", "items=0-1", "bytes", "bytes=-0", "bytes=99999-", "bytes=,", "bytes=0-1,,"]),
        ("If-Range", ["\"a\"", "W/\"a\"", "Wed, 21 Oct 2015 07:28:00 GMT", "nonsense"]),
        ("If-Match", ["*", "\"a\"", "a", "\"a\", \"b\"", "W/\"", string.Empty]),
        ("If-None-Match", ["*", "\"a\"", "a", "\"a\", W/\"b\"", "\""]),
        ("If-Modified-Since", ["Wed, 21 Oct 2015 07:28:00 GMT", "nonsense", "-1", "Wed, 21 Oct 9999 07:28:00 GMT"]),
        ("If-Unmodified-Since", ["Wed, 21 Oct 2015 07:28:00 GMT", "nonsense"]),
        ("Authorization", ["Bearer a", "Basic YTpi", "Basic !!!", "Bearer", "nonsense", "Negotiate AAAA"]),
        ("Expect", ["100-continue", "200-ok", string.Empty]),
        ("Connection", ["close", "keep-alive", "Upgrade", "TE, close"]),
        ("Upgrade", ["websocket", "h2c", "nonsense"]),
        ("Referer", ["https://evil.example/", "nonsense"]),
        ("traceparent", ["00-00000000000000000000000000000000-0000000000000000-00", "nonsense", "ff-1-1-1"]),
        ("baggage", ["a=b", "=;=", "a=%00"]),
        ("RequestVerificationToken", ["CfDJ8", "nonsense", "한국어"]),
        ("Max-Forwards", ["0", "-1"]),
        ("TE", ["trailers"]),
        ("Priority", ["u=9"]),
        ("blazor-enhanced-nav", ["on"]),
    ];

    private static readonly BodyFraming[] Framings =
    [
        BodyFraming.Chunks, BodyFraming.Chunks, BodyFraming.None, BodyFraming.TooShort, BodyFraming.TooLong, BodyFraming.Invalid, BodyFraming.Both, BodyFraming.BrokenChunks, BodyFraming.CutChunks, BodyFraming.UnknownEncoding,
    ];

    public static void Apply(HttpDraft draft, FuzzRandom random)
    {
        switch (random.Below(20))
        {
            case 0 or 1:
                draft.Method = random.Of(Methods);
                break;
            case 2:
                draft.Path = Bend(draft.Path, random);
                break;
            case 3 or 4:
                draft.Query.Add((Texts.InAddress(Texts.Weird(random), random), Texts.InAddress(Texts.Weird(random), random)));
                break;
            case 5 when draft.Query.Count > 0:
                var at = random.Below(draft.Query.Count);
                draft.Query.Insert(at, (draft.Query[at].Name, Texts.InAddress(Texts.Weird(random), random)));
                break;
            case 6:
                draft.Query.Add((random.Of(["culture", "ui-culture", "sort", "take", "after", "family", "role", "id", "handler", "_handler"]), Texts.InAddress(Texts.Weird(random), random)));
                break;
            case 7 or 8 when draft.Body is not null:
                draft.With("Content-Type", random.Below(4) == 0 ? Texts.Weird(random) : random.Of(ContentTypes));
                break;
            case 9 when draft.Body is not null:
                draft.Framing = random.Of(Framings);
                break;
            case 10 when draft.Body is { Length: > 0 } body:
                draft.Body = body[..random.Below(body.Length)];
                break;
            case 11 when draft.Body is { } plain:
                draft.Body = Pack(plain);
                draft.With("Content-Encoding", "gzip");
                break;
            case 12:
                draft.Body = draft.Body is null ? FormBodies.RandomBytes(random, 300) : null;
                break;
            case 13 when draft.Headers.Count > 0:
                draft.Headers.RemoveAt(random.Below(draft.Headers.Count));
                break;
            case 14:
                AddMany(draft, random);
                break;
            case 15 when random.Below(8) == 0:
                draft.Version = random.Of(["HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/3", "http/1.1", "HTTP/1.1 x", string.Empty]);
                break;
            default:
                AddHeader(draft, random);
                break;
        }
    }

    private static void AddHeader(HttpDraft draft, FuzzRandom random)
    {
        var (name, values) = random.Of(Headers);
        var value = random.Below(5) == 0 ? Texts.Weird(random) : random.Of(values);
        if (random.Below(5) == 0)
        {
            draft.Headers.Add((name, value));
        }
        else
        {
            draft.With(name, value);
        }
    }

    private static void AddMany(HttpDraft draft, FuzzRandom random)
    {
        if (random.Below(2) == 0)
        {
            draft.Headers.Add((random.Of(["X", "Cookie", "Accept-Language", "Idempotency-Key", "Range", "Content-Digest", "If-None-Match"]), new string('a', random.Of([1000, 8000, 16_000, 33_000]))));
            return;
        }

        for (var count = random.Of([10, 90, 101, 300]); count > 0; count--)
        {
            draft.Headers.Add((string.Create(CultureInfo.InvariantCulture, $"X-{count}"), "a"));
        }
    }

    private static string Bend(string path, FuzzRandom random) => random.Below(12) switch
    {
        0 => path + "/",
        1 => path + "//",
        2 => "/" + path,
        3 => path.ToUpperInvariant(),
        4 => path + Texts.InAddress(Texts.Weird(random), random),
        5 => path.Replace("/", "/./", StringComparison.Ordinal),
        6 => path + "/../" + Texts.InAddress(Texts.Weird(random), random),
        7 => path.Replace("/", "%2F", StringComparison.Ordinal),
        8 => $"http://evil.example{path}",
        9 => random.Of(["*", string.Empty, "?", "//", "/..", "/%", "/.", "http://", "a"]),
        10 => path + "#fragment",
        _ => path + "/" + Texts.InAddress(Texts.Weird(random), random),
    };

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
