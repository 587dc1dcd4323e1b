using System.Security.Cryptography;
using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Replaces a text of any length and script where the database compares or indexes it.</summary>
internal static class Digest
{
    /// <summary>The length in lower-case hexadecimal digits.</summary>
    public const int Length = 64;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
