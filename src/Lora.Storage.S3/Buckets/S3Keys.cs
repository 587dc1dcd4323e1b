using System.Text;

namespace Lora.Storage.S3.Buckets;

/// <summary>Converts keys to paths and back.</summary>
internal static class S3Keys
{
    private const int LongestKey = 1024;

    public static string ToPath(string bucket, string key) => Prefix(bucket) + Checked(key);

    public static string? FromPath(string bucket, string path) =>
        path.StartsWith(Prefix(bucket), StringComparison.Ordinal) && IsKey(path[Prefix(bucket).Length..]) ? path[Prefix(bucket).Length..] : null;

    /// <summary>Returns the key, or throws if it is invalid. URLs are normalized in transit, so a key with a segment such as <c>..</c> would refer to another object.</summary>
    public static string Checked(string key) => IsKey(key)
        ? key
        : throw new ArgumentException("A storage key has 1 to 1,024 bytes, no control characters or backslashes, and no segment that is empty, '.' or '..'.", nameof(key));

    private static string Prefix(string bucket) => $"s3://{bucket}/";

    /// <summary>Returns whether the key refers to the same object in every URL.</summary>
    public static bool IsKey(string key) =>
        Encoding.UTF8.GetByteCount(key) is > 0 and <= LongestKey
        && !key.Any(char.IsControl)
        && !key.Contains('\\', StringComparison.Ordinal)
        && key.Split('/').All(static part => part is not ("" or "." or ".."));
}
