namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Creates the columns with the facts that the database searches.</summary>
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

    /// <summary>Returns the families in a value of <see cref="FamilyKeys"/>.</summary>
    public static string[] FamiliesIn(string keys) => keys.Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns the substring that <see cref="FamilyKeys"/> has for a family.</summary>
    public static string Key(string family) => Bar + family + Bar;

    // A host's own rules may use a family name of any length.
    private static string Cut(string family) => family.Length <= MaxFamily ? family : family[..MaxFamily];
}
