namespace Lora.Inspection;

/// <summary>
/// The key and the arguments of a sentence, for translation. If there is no translation for the key, show the English sentence beside it.
/// </summary>
/// <param name="Key">The stable key, such as <c>safetensors.cut_off</c>. The English wording may change.</param>
/// <param name="Arguments">The arguments in the order of the English sentence. Numbers are formatted with the invariant culture, without group separators.</param>
public sealed record LoraSentence(string Key, IReadOnlyList<string> Arguments)
{
    /// <summary>Returns whether the key and all arguments are equal.</summary>
    public bool Equals(LoraSentence? other) =>
        other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal) && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Key, Arguments.Count);
}
