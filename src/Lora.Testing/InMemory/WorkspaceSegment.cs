using System.Security.Cryptography;
using System.Text;

namespace Lora.Testing.InMemory;

/// <summary>
/// Returns the segment of storage keys that represents a workspace: the id itself if it consists of at most 64 characters <c>a-z 0-9 - _</c> and does not start with a hyphen,
/// otherwise a hyphen and the first 40 hexadecimal digits of its SHA-256.
/// </summary>
internal static class WorkspaceSegment
{
    private const int MaxPlain = 64;
    private const int Digits = 40;

    public static string Of(LoraWorkspaceId workspace)
    {
        var value = workspace.Value;
        var isPlain = value.Length <= MaxPlain && value[0] != '-' && value.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        return isPlain ? value : "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..Digits];
    }
}
