using System.Text.RegularExpressions;
using Lora.Inspection;

namespace Lora.Scoring;

/// <summary>A label of the manifest: what stands in parentheses is a note, and several answers are separated by a bar.</summary>
internal sealed partial class Label
{
    public Label(string text)
    {
        var plain = Note().Replace(text, string.Empty).Trim();
        IsOpen = plain.StartsWith("ambiguous:", StringComparison.Ordinal) || plain.StartsWith("conflict:", StringComparison.Ordinal) || plain.Contains('|', StringComparison.Ordinal);
        Answers = [.. plain[(plain.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>Whether the file leaves open which of the answers it is.</summary>
    public bool IsOpen { get; }

    public IReadOnlyList<string> Answers { get; }

    public bool Fits(LoraFamilyMatch family)
    {
        if (!IsOpen)
        {
            return family.Id == Answers[0];
        }

        // Exactly these candidates: each answer has a candidate, and each candidate an answer.
        return family.Confidence != InspectionConfidence.Certain
            && Answers.All(answer => family.Candidates.Any(candidate => Names(candidate, answer)))
            && family.Candidates.All(candidate => Answers.Any(answer => Names(candidate, answer)));
    }

    public override string ToString() => string.Join(IsOpen ? " or " : " ", Answers);

    // A candidate may be narrower than the answer: one of the sizes of a family.
    private static bool Names(string id, string answer) => LoraRuleSet.Default.IsWithin(id, answer);

    [GeneratedRegex(@"\s*\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Note();
}
