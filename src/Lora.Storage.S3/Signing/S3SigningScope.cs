using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace Lora.Storage.S3.Signing;

/// <summary>The access key, time and region of a signature.</summary>
internal sealed class S3SigningScope
{
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private const string Service = "s3";
    private const string Terminator = "aws4_request";

    private readonly string _region;
    private readonly string _day;

    public S3SigningScope(ImmutableCredentials credentials, string region, DateTimeOffset now)
    {
        Credentials = credentials;
        _region = region;
        _day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        Time = now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
    }

    public ImmutableCredentials Credentials { get; }

    public string Time { get; }

    public string Name => $"{_day}/{_region}/{Service}/{Terminator}";

    public string Credential => $"{Credentials.AccessKey}/{Name}";

    public string Sign(string text)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + Credentials.SecretKey);
        foreach (var part in new[] { _day, _region, Service, Terminator })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
