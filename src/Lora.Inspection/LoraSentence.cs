namespace Lora.Inspection;

/// <summary>
/// What it takes to say a sentence in another language: which one it is, and the names and numbers in it. Whoever has no text for it shows the English sentence beside it.
/// </summary>
/// <param name="Key">Which sentence, such as <c>safetensors.cut_off</c>. Stable; the words of the sentence may change.</param>
/// <param name="Arguments">What stands in its places, in the order of the English sentence. Numbers are digits alone, with a point.</param>
public sealed record LoraSentence(string Key, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether it is the same sentence with the same in its places.</summary>
    public bool Equals(LoraSentence? other) =>
        other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal) && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Key, Arguments.Count);
}
