using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// Splits text into n-grams, its sequences of one, two and three characters, which a full-text index can find. Each n-gram is a hash with the workspace in it, so that a search reads the
/// index entries of its own workspace only, also if many workspaces share one table. Two n-grams with the same hash are possible, so the text itself is compared afterwards.
/// </summary>
internal static class NGrams
{
    private const int Longest = 3;

    // A word that is longer is found by its first n-grams, and compared as a whole afterwards.
    private const int MaxSearched = 24;

    /// <summary>Returns the n-grams of a text, without duplicates.</summary>
    public static int[] Of(string workspaceKey, string text)
    {
        var seed = Seed(workspaceKey);
        var grams = new HashSet<int>();
        foreach (var word in Words(text))
        {
            for (var start = 0; start < word.Length; start++)
            {
                for (var length = 1; length <= Math.Min(Longest, word.Length - start); length++)
                {
                    grams.Add(Hash(word.AsSpan(start, length), seed));
                }
            }
        }

        return [.. grams];
    }

    /// <summary>Returns n-grams that a text must have if it contains all words: the longest ones of each word.</summary>
    public static int[] OfWords(string workspaceKey, IEnumerable<string> words)
    {
        var seed = Seed(workspaceKey);
        var grams = new HashSet<int>();
        foreach (var word in words)
        {
            var length = Math.Min(Longest, word.Length);
            for (var start = 0; start + length <= word.Length && grams.Count < MaxSearched; start++)
            {
                grams.Add(Hash(word.AsSpan(start, length), seed));
            }
        }

        return [.. grams];
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static int Seed(string workspaceKey) => (int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(workspaceKey));

    private static int Hash(ReadOnlySpan<char> gram, int seed) => (int)XxHash32.HashToUInt32(MemoryMarshal.AsBytes(gram), seed);
}
