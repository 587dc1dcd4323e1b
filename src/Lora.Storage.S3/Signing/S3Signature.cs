using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lora.Storage.S3.Signing;

/// <summary>
/// AWS Signature Version 4 for S3, for what the SDK cannot sign: URLs that accept one payload only, and streamed bodies.
/// URLs must be encoded as they are sent, with every character escaped that is not unreserved.
/// </summary>
internal static class S3Signature
{
    /// <summary>Replaces the payload's hash if the signature does not cover the payload.</summary>
    public const string Unsigned = "UNSIGNED-PAYLOAD";

    /// <summary>Replaces the payload's hash for a chunked body with its checksum in the trailer.</summary>
    public const string UnsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    /// <summary>The name of the header with the payload's hash or its replacement.</summary>
    public const string PayloadHeader = "x-amz-content-sha256";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly string[] ContentHeaders = ["content-type", "content-md5"];

    /// <summary>Presigns a URL. Its client must send exactly the <paramref name="headers"/>.</summary>
    public static Uri Presign(S3SigningScope scope, HttpMethod method, Uri address, IReadOnlyDictionary<string, string> headers, string payload, TimeSpan lifetime)
    {
        var signed = Canonical(address, headers);
        var query = new List<string>
        {
            $"X-Amz-Algorithm={Algorithm}",
            $"X-Amz-Credential={Uri.EscapeDataString(scope.Credential)}",
            $"X-Amz-Date={scope.Time}",
            string.Create(CultureInfo.InvariantCulture, $"X-Amz-Expires={(long)Math.Max(1, Math.Floor(lifetime.TotalSeconds))}"),
            $"X-Amz-SignedHeaders={Uri.EscapeDataString(string.Join(';', signed.Keys))}",
        };
        if (scope.Credentials.UseToken)
        {
            query.Add($"X-Amz-Security-Token={Uri.EscapeDataString(scope.Credentials.Token)}");
        }

        var unsigned = $"{address.AbsoluteUri}{(address.Query.Length == 0 ? '?' : '&')}{string.Join('&', query)}";
        return new Uri($"{unsigned}&X-Amz-Signature={Compute(scope, method, new Uri(unsigned), signed, payload)}");
    }

    /// <summary>Signs a request by all headers that it has, and the content headers that S3 requires to be signed.</summary>
    public static void Sign(S3SigningScope scope, HttpRequestMessage request, string payload)
    {
        request.Headers.TryAddWithoutValidation("x-amz-date", scope.Time);
        request.Headers.TryAddWithoutValidation(PayloadHeader, payload);
        if (scope.Credentials.UseToken)
        {
            request.Headers.TryAddWithoutValidation("x-amz-security-token", scope.Credentials.Token);
        }

        var headers = request.Headers.NonValidated.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var name in ContentHeaders)
        {
            if (request.Content?.Headers.NonValidated.TryGetValues(name, out var values) == true)
            {
                headers[name] = values.ToString();
            }
        }

        var signed = Canonical(request.RequestUri!, headers);
        var signature = Compute(scope, request.Method, request.RequestUri!, signed, payload);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={scope.Credential},SignedHeaders={string.Join(';', signed.Keys)},Signature={signature}");
    }

    /// <summary>Returns when a presigned URL expires, or <see langword="null"/> if it has no signature of this kind.</summary>
    public static DateTimeOffset? ExpiryOf(Uri signed)
    {
        var parameters = Parameters(signed).Select(static parameter => parameter.Split('=', 2)).ToLookup(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        return DateTimeOffset.TryParseExact(
                parameters["X-Amz-Date"].FirstOrDefault(), S3SigningScope.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            && long.TryParse(parameters["X-Amz-Expires"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? start.AddSeconds(seconds)
            : null;
    }

    private static string Compute(S3SigningScope scope, HttpMethod method, Uri address, SortedDictionary<string, string> signed, string payload)
    {
        var request = new StringBuilder()
            .Append(method.Method).Append('\n')
            .Append(address.AbsolutePath).Append('\n')
            .AppendJoin('&', Parameters(address)).Append('\n');
        foreach (var (name, value) in signed)
        {
            request.Append(name).Append(':').Append(value).Append('\n');
        }

        request.Append('\n').AppendJoin(';', signed.Keys).Append('\n').Append(payload);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToString())));
        return scope.Sign($"{Algorithm}\n{scope.Time}\n{scope.Name}\n{hash}");
    }

    private static IEnumerable<string> Parameters(Uri address) => address.Query
        .TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2))
        .OrderBy(static pair => pair[0], StringComparer.Ordinal)
        .ThenBy(static pair => pair.Length == 1 ? "" : pair[1], StringComparer.Ordinal)
        .Select(static pair => pair.Length == 1 ? pair[0] + "=" : $"{pair[0]}={pair[1]}");

    private static SortedDictionary<string, string> Canonical(Uri address, IReadOnlyDictionary<string, string> headers)
    {
        var canonical = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = address.Authority };
        foreach (var (name, value) in headers)
        {
#pragma warning disable CA1308 // The signature covers lower-case names.
            canonical[name.ToLowerInvariant()] = string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
#pragma warning restore CA1308
        }

        return canonical;
    }
}
