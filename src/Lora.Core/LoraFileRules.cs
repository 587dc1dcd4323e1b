using System.Globalization;
using Lora.Errors;
using Lora.Validation;

namespace Lora;

/// <summary>
/// Decides by name and size which files can be uploaded. The same rules run in the browser before a byte is sent and on the server before a byte is stored.
/// </summary>
public sealed class LoraFileRules
{
    /// <summary>The default of <see cref="MaxSize"/>: 5 GiB, which is 5 × 1024³ bytes. A file of exactly that size is allowed.</summary>
    public const long DefaultMaxSize = 5L * 1024 * 1024 * 1024;

    /// <summary>The maximum length of a file name: 255 UTF-16 code units, the limit of common file systems.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="maxSize">The maximum file size, in bytes.</param>
    public LoraFileRules(long maxSize = DefaultMaxSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSize);
        MaxSize = maxSize;
    }

    /// <summary>Gets the allowed extensions, in lower case with the dot. The comparison ignores case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".safetensors", ".ckpt"];

    /// <summary>Gets the maximum file size, in bytes.</summary>
    public long MaxSize { get; }

    /// <summary>Returns the extension of a file name in lower case if it is one of <see cref="Extensions"/>; otherwise <see langword="null"/>.</summary>
    public static string? ExtensionOf(string fileName) =>
        Extensions.FirstOrDefault(extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns every problem with a file; empty if it can be uploaded.</summary>
    /// <param name="fileName">The file name, as the browser or the client provides it.</param>
    /// <param name="size">The size in bytes.</param>
    public IReadOnlyList<LoraIssue> Check(string? fileName, long size)
    {
        var issues = new List<LoraIssue>();
        CheckName(fileName, issues);
        CheckSize(size, issues);
        return issues;
    }

    /// <summary>Returns every problem with a file name; empty if it is valid.</summary>
    public static IReadOnlyList<LoraIssue> CheckName(string? fileName)
    {
        var issues = new List<LoraIssue>();
        CheckName(fileName, issues);
        return issues;
    }

    private static void CheckName(string? fileName, List<LoraIssue> issues)
    {
        if (string.IsNullOrWhiteSpace(fileName))
        {
            issues.Add(ErrorCatalog.Issue(LoraErrorCodes.FileNameMissing, "fileName"));
            return;
        }

        if (fileName.Length > MaxNameLength)
        {
            issues.Add(NameIssue(LoraErrorCodes.FileNameTooLong, $"The file name has more than {MaxNameLength} characters. Rename the file and choose it again."));
        }

        if (!LoraText.IsPrintable(fileName))
        {
            issues.Add(ErrorCatalog.Issue(LoraErrorCodes.FileNameInvalid, "fileName"));
        }

        if (fileName.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            issues.Add(ErrorCatalog.Issue(LoraErrorCodes.FileNamePath, "fileName"));
        }

        if (ExtensionOf(fileName) is not { } extension)
        {
            issues.Add(ErrorCatalog.Issue(LoraErrorCodes.FileExtension, "fileName"));
        }
        else if (fileName.AsSpan(0, fileName.Length - extension.Length).IsWhiteSpace())
        {
            issues.Add(NameIssue(LoraErrorCodes.FileNameMissing, "The file has no name before its extension. Rename the file and choose it again."));
        }
    }

    private void CheckSize(long size, List<LoraIssue> issues)
    {
        if (size <= 0)
        {
            issues.Add(ErrorCatalog.Issue(LoraErrorCodes.FileEmpty, "size"));
        }
        else if (size > MaxSize)
        {
            issues.Add(new LoraIssue(
                LoraErrorCodes.FileTooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The file is larger than {LoraText.Size(MaxSize)}, which is the most allowed here. Choose a smaller one."),
                "size"));
        }
    }

    private static LoraIssue NameIssue(string code, string message) => new(code, message, "fileName");
}
