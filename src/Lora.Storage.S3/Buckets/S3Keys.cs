using System.Text;

namespace Lora.Storage.S3.Buckets;

/// <summary>Turns keys into paths and back.</summary>
internal static class S3Keys
{
    private const int LongestKey = 1024;

    public static string ToPath(string bucket, string key) => Prefix(bucket) + Checked(key);

    public static string? FromPath(string bucket, string path) =>
        path.StartsWith(Prefix(bucket), StringComparison.Ordinal) && IsKey(path[Prefix(bucket).Length..]) ? path[Prefix(bucket).Length..] : null;

    /// <summary>Addresses are cleaned of parts such as <c>..</c> on their way, so a key that has them would mean another object.</summary>
    public static string Checked(string key) => IsKey(key)
        ? key
        : throw new ArgumentException("A storage key has 1 to 1,024 bytes, no control characters, and no empty part, '.' or '..' between its slashes.", nameof(key));

    private static string Prefix(string bucket) => $"s3://{bucket}/";

    /// <summary>Whether a key means one object, however it travels.</summary>
    public static bool IsKey(string key) =>
        Encoding.UTF8.GetByteCount(key) is > 0 and <= LongestKey
        && !key.Any(char.IsControl)
        && !key.Contains('\\', StringComparison.Ordinal)
        && key.Split('/').All(static part => part is not ("" or "." or ".."));
}
