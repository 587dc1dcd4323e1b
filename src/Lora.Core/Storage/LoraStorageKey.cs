using System.Security.Cryptography;
using System.Text;

namespace Lora.Storage;

/// <summary>
/// Creates storage keys: <c>{prefix}/{workspace}/{id}/{safe name}.safetensors</c>. The id alone makes a key unique; the workspace and the name are
/// for people who browse the bucket. Every segment consists of <c>a-z A-Z 0-9 . _ -</c>, so a name cannot escape its folder in any store.
/// </summary>
internal static class LoraStorageKey
{
    /// <summary>The maximum length of a key in a store of records. Created keys are far shorter; keys of imported objects can be longer.</summary>
    public const int MaxLength = 640;

    private const int MaxStem = 80;
    private const int MaxWorkspace = 64;

    /// <summary>Returns the key of a new LoRA.</summary>
    /// <param name="prefix">The host's prefix; can be empty.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The id, which was never used before.</param>
    /// <param name="fileName">The user's file name, validated by <see cref="LoraFileRules"/>.</param>
    public static string Make(string prefix, LoraWorkspaceId workspace, LoraId id, string fileName)
    {
        var extension = LoraFileRules.ExtensionOf(fileName)
            ?? throw new ArgumentException("The file name has no LoRA extension.", nameof(fileName));
        var tail = $"{Segment(workspace)}/{id}/{Stem(fileName[..^extension.Length])}{extension}";
        return prefix.Length == 0 ? tail : $"{prefix}/{tail}";
    }

    /// <summary>Returns the segment of a key that represents a workspace. Different workspaces have different segments.</summary>
    public static string Segment(LoraWorkspaceId workspace)
    {
        var value = workspace.Value;
        return IsPlain(value) ? value : "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..40];
    }

    /// <summary>Returns whether the workspace id itself is used as the segment.</summary>
    internal static bool IsPlain(string value) =>
        value.Length is > 0 and <= MaxWorkspace && value[0] != '-' && value.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private static string Stem(string stem)
    {
        var builder = new StringBuilder(Math.Min(stem.Length, MaxStem));
        foreach (var c in stem)
        {
            var safe = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_';
            if (builder.Length < MaxStem && !(safe is '_' or '.' && (builder.Length == 0 || builder[^1] == safe)))
            {
                builder.Append(safe);
            }
        }

        var name = builder.ToString().Trim('_', '.', '-');
        return name.Length == 0 ? "lora" : name;
    }
}
