namespace Lora.Components;

/// <summary>
/// Limits for messages from the browser. The JavaScript module of the toolkit stays below them, except for very long lists of files. Data beyond the limits is
/// discarded.
/// </summary>
internal static class LoraUploadLimits
{
    /// <summary>The maximum number of files in the list, and of files or reports in one message.</summary>
    public const int Rows = 1_000;

    /// <summary>The maximum number of stored keys of files that were removed from the list.</summary>
    public const int Keys = 4_000;

    /// <summary>The maximum length of a key in characters.</summary>
    public const int KeyLength = 128;

    /// <summary>The maximum length of a file name in characters. The file rules reject longer names, which are displayed truncated.</summary>
    public const int NameLength = 300;

    /// <summary>The maximum length of a message from the server in characters.</summary>
    public const int TextLength = 1_000;

    /// <summary>The maximum total length of all messages about one file in characters.</summary>
    public const int TextsLength = 4_000;

    /// <summary>The maximum number of arguments in a sentence.</summary>
    public const int Arguments = 10;

    /// <summary>The maximum length of an argument in characters.</summary>
    public const int ArgumentLength = 200;

    /// <summary>The maximum number of different codes and sentence keys that are looked up in the resources, because the localizer of a host may cache every missing key.</summary>
    public const int Codes = 200;

    /// <summary>The maximum size of a file in bytes (1 PiB), so that no sum of sizes overflows.</summary>
    public const long Size = 1L << 50;
}
