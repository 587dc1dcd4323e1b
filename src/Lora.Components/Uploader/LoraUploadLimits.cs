namespace Lora.Components;

/// <summary>
/// The limits of what the uploader keeps of a browser's messages. The toolkit's own module stays below them, except for very long lists of files; what exceeds them is
/// dropped.
/// </summary>
internal static class LoraUploadLimits
{
    /// <summary>Files in the list, and files or reports in one message.</summary>
    public const int Rows = 1_000;

    /// <summary>Keys that are remembered after their file has left the list.</summary>
    public const int Keys = 4_000;

    /// <summary>Characters of a key.</summary>
    public const int KeyLength = 128;

    /// <summary>Characters of a file name. Longer ones are refused by the file rules, and shown cut.</summary>
    public const int NameLength = 300;

    /// <summary>Characters of a sentence of the server.</summary>
    public const int TextLength = 1_000;

    /// <summary>Characters of all sentences about one file.</summary>
    public const int TextsLength = 4_000;

    /// <summary>Names and numbers in a sentence, and characters of each.</summary>
    public const int Arguments = 10;

    /// <inheritdoc cref="Arguments" />
    public const int ArgumentLength = 200;

    /// <summary>Different codes and sentences that are looked up in the resources; a host's localizer may remember every key for which it has no text.</summary>
    public const int Codes = 200;

    /// <summary>The size of a file in bytes (1 PiB), so that no sum of sizes overflows.</summary>
    public const long Size = 1L << 50;
}
