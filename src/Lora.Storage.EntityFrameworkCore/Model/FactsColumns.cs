using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Creates the columns with the facts that the database searches.</summary>
internal static class FactsColumns
{
    public const int MaxFamily = LoraCorrection.MaxLength;
    public const int MaxFamilyKeys = 1024;

    private const char Bar = '|';

    public static string? Json(LoraFacts facts) => facts == LoraFacts.None ? null : facts.ToJson();

    /// <summary>Returns the facts that lists show.</summary>
    public static string Card(LoraFacts facts) => LoraItemFacts.Of(facts).ToJson();

    /// <summary>Returns the number that stands for a combination of base models and noise expert: the start of a SHA-256, which is short enough for an index.</summary>
    public static long FilterKey(string familyKeys, LoraNoiseExpert role) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)role}{familyKeys}"))));

    public static string FamilyKeys(LoraFacts facts)
    {
        var keys = Bar.ToString();
        foreach (var family in facts.Families().Where(family => family.Length <= MaxFamily))
        {
            keys = keys.Length + family.Length + 1 <= MaxFamilyKeys ? keys + family + Bar : keys;
        }

        return keys;
    }

    /// <summary>Returns the families in a value of <see cref="FamilyKeys"/>.</summary>
    public static string[] FamiliesIn(string keys) => keys.Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns the substring that <see cref="FamilyKeys"/> has for a family.</summary>
    public static string Key(string family) => Bar + family + Bar;
}
