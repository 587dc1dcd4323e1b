namespace Lora.Storage.S3.Signing;

/// <summary>Origins of pages as browsers write them: scheme, host and port. They may contain one <c>*</c> as a wildcard.</summary>
internal static class S3Origin
{
    private const string Any = "*";
    private const string Example = "any";

    public static string Checked(string origin)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        var trimmed = origin.TrimEnd('/');
        return trimmed == Any || (trimmed.Count(static c => c == '*') <= 1
            && Uri.TryCreate(ExampleOf(trimmed), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && string.Equals(address.GetLeftPart(UriPartial.Authority), ExampleOf(trimmed), StringComparison.OrdinalIgnoreCase))
            ? trimmed
            : throw new ArgumentException($"'{origin}' is not an origin. Write scheme and host, such as https://studio.example.", nameof(origin));
    }

    /// <summary>Returns an origin that matches the pattern.</summary>
    public static string ExampleOf(string origin) => origin == Any ? "https://any.example" : origin.Replace(Any, Example, StringComparison.Ordinal);

    public static bool Matches(string pattern, string value)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? string.Equals(pattern, value, StringComparison.OrdinalIgnoreCase)
            : value.Length >= pattern.Length - 1
                && value.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase)
                && value.EndsWith(pattern[(star + 1)..], StringComparison.OrdinalIgnoreCase);
    }
}
