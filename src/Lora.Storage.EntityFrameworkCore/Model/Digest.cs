using System.Security.Cryptography;
using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Stands for a text of any length and script where a database has to compare or index it.</summary>
internal static class Digest
{
    /// <summary>How many lower-case hexadecimal digits one has.</summary>
    public const int Length = 64;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
