using System.Globalization;
using System.Text;
using Lora.Inspection;

namespace Lora.Tool;

/// <summary>Writes an inspected file as readable text.</summary>
internal static class InspectionReport
{
    private const int MaxWordLength = 300;

    public static string Write(InspectedFile file)
    {
        var inspection = file.Inspection;
        var text = new StringBuilder(Printable(file.Path)).Append('\n');
        Add(text, "verdict", JsonLine.Word(inspection.Verdict));
        foreach (var issue in inspection.Issues)
        {
            Add(text, JsonLine.Word(issue.Severity), $"{issue.Message} [{issue.Code}]");
        }

        var identification = inspection.Identification;
        if (identification.Content != LoraContent.Unknown)
        {
            Add(text, "content", Word(identification.Content) + (identification.Kinds.Count > 0 ? $" ({string.Join(", ", identification.Kinds)})" : string.Empty));
        }

        if (inspection.Tensors > 0)
        {
            Add(text, "family", Describe(identification.Family));
            Add(text, "rank", Describe(identification.Rank));
            Add(text, "alpha", Describe(identification.Alpha));
            Add(text, "size", string.Create(CultureInfo.InvariantCulture, $"{inspection.Tensors:N0} tensors, {inspection.Parameters:N0} parameters"));
        }

        if (identification.Expert.Role is not (LoraNoiseExpert.Unknown or LoraNoiseExpert.None))
        {
            Add(text, "expert", $"{JsonLine.Word(identification.Expert.Role)} noise");
        }

        Add(text, "title", inspection.Metadata.Title);
        Add(text, "author", inspection.Metadata.Author);
        Add(text, "licence", inspection.Metadata.License);
        Add(text, "trigger words", Join(inspection.Metadata.TriggerWords));
        Add(text, "frequent words", string.Join(", ", inspection.Metadata.SuggestedWords));
        foreach (var evidence in identification.Evidence)
        {
            Add(text, "because", evidence.Text);
        }

        Add(text, "SHA-256", file.Hashes?.Sha256);
        Add(text, "AutoV3", file.Hashes?.AutoV3);
        Add(text, "CRC-32", file.Hashes?.Crc32);
        return text.ToString();
    }

    public static string Describe(LoraFamilyMatch family) =>
        family.Id
        + (family.Variant is null ? string.Empty : $" {family.Variant}")
        + $" ({JsonLine.Word(family.Confidence)}{(family.Candidates.Count > 1 ? $": {string.Join(" or ", family.Candidates)}" : string.Empty)})";

    public static string Word(LoraContent content) => content switch
    {
        LoraContent.TextEncoder => "text-encoder",
        LoraContent.IpAdapter => "ip-adapter",
        _ => JsonLine.Word(content),
    };

    /// <summary>Replaces control and format characters with spaces, because text from a file may contain terminal escape sequences.</summary>
    public static string Printable(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            target[index] = char.IsControl(source[index]) || char.GetUnicodeCategory(source[index]) == UnicodeCategory.Format ? ' ' : source[index];
        }
    });

    // Words that are used together have commas between them.
    private static string Join(IReadOnlyList<string> words) =>
        string.Join(words.Any(word => word.Contains(',', StringComparison.Ordinal)) ? "; " : ", ", words.Select(Shorten));

    // Half of a surrogate pair is not text.
    private static string Shorten(string word) =>
        word.Length <= MaxWordLength ? word : string.Concat(word.AsSpan(0, char.IsHighSurrogate(word[MaxWordLength - 1]) ? MaxWordLength - 1 : MaxWordLength), "…");

    private static string? Describe(InspectionRange? range) => range is not { } known ? null
        : known.Min.Equals(known.Max) ? known.Min.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{known.Min} to {known.Max}");

    private static void Add(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {label,-14} {Printable(value)}\n");
        }
    }
}
