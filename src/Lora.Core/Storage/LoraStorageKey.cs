using System.Security.Cryptography;
using System.Text;

namespace Lora.Storage;

/// <summary>
/// Makes storage keys: <c>{prefix}/{workspace}/{id}/{safe name}.safetensors</c>. The id alone makes a key unique; workspace and name are there
/// for people who look into the bucket. Every part is made of <c>a-z A-Z 0-9 . _ -</c>, so no name can leave its folder on any store.
/// </summary>
internal static class LoraStorageKey
{
    /// <summary>The most characters of a key that stores of records keep. A made one is far shorter; one that was put there from outside may be longer.</summary>
    public const int MaxLength = 640;

    private const int MaxStem = 80;
    private const int MaxWorkspace = 64;

    /// <summary>Makes the key of a new LoRA.</summary>
    /// <param name="prefix">The host's prefix; may be empty.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The id, never used before.</param>
    /// <param name="fileName">The user's file name, which has passed <see cref="LoraFileRules"/>.</param>
    public static string Make(string prefix, LoraWorkspaceId workspace, LoraId id, string fileName)
    {
        var extension = LoraFileRules.ExtensionOf(fileName)
            ?? throw new ArgumentException("The file name has no LoRA extension.", nameof(fileName));
        var tail = $"{Segment(workspace)}/{id}/{Stem(fileName[..^extension.Length])}{extension}";
        return prefix.Length == 0 ? tail : $"{prefix}/{tail}";
    }

    /// <summary>The part of a key that stands for a workspace. Two workspaces never have the same one.</summary>
    public static string Segment(LoraWorkspaceId workspace)
    {
        var value = workspace.Value;
        return IsPlain(value) ? value : "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..40];
    }

    /// <summary>Whether a workspace of that id stands in keys as it is.</summary>
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
