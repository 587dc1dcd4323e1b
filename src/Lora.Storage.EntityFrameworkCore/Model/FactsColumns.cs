namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>What of the facts stands in columns of its own, so that the database can search it.</summary>
internal static class FactsColumns
{
    public const int MaxFamily = LoraCorrection.MaxLength;
    public const int MaxFamilyKeys = 1024;

    private const char Bar = '|';

    public static string? Json(LoraFacts facts) => facts == LoraFacts.None ? null : facts.ToJson();

    public static string Family(LoraFacts facts) => Cut(facts.Family());

    public static string FamilyKeys(LoraFacts facts)
    {
        var keys = Bar.ToString();
        foreach (var family in facts.Families().Where(family => family.Length <= MaxFamily))
        {
            keys = keys.Length + family.Length + 1 <= MaxFamilyKeys ? keys + family + Bar : keys;
        }

        return keys;
    }

    /// <summary>The families in what <see cref="FamilyKeys"/> made.</summary>
    public static string[] FamiliesIn(string keys) => keys.Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What <see cref="FamilyKeys"/> contains when the family is among them.</summary>
    public static string Key(string family) => Bar + family + Bar;

    // A host's own rules may name a family as they like.
    private static string Cut(string family) => family.Length <= MaxFamily ? family : family[..MaxFamily];
}
