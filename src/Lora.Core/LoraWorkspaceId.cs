namespace Lora;

/// <summary>
/// Identifies a workspace, the tenant that a LoRA belongs to. Opaque to the toolkit: the host decides what it means (a user, a team, an organization).
/// The comparison is ordinal, so <c>Ada</c> and <c>ada</c> are different workspaces.
/// </summary>
public readonly record struct LoraWorkspaceId
{
    /// <summary>The maximum length of a workspace id, in characters: 128.</summary>
    public const int MaxLength = 128;

    private readonly string? _value;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="value">1 to 128 characters, none of them a control character.</param>
    /// <exception cref="ArgumentException">The text is empty or too long, or contains a control character or an unpaired surrogate.</exception>
    public LoraWorkspaceId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (!IsValid(value))
        {
            throw new ArgumentException($"A workspace id has 1 to {MaxLength} characters and no control characters.", nameof(value));
        }

        _value = value;
    }

    /// <summary>Gets the text of the id.</summary>
    /// <exception cref="InvalidOperationException">This is the <c>default</c> value.</exception>
    public string Value => _value ?? throw new InvalidOperationException("No workspace was given.");

    /// <inheritdoc />
    public override string ToString() => _value ?? "(none)";

    /// <summary>Returns whether a text is a valid workspace id.</summary>
    /// <param name="value">The text.</param>
    public static bool IsValid(string? value) => !string.IsNullOrWhiteSpace(value) && value.Length <= MaxLength && !value.Any(char.IsControl) && IsWellFormed(value);

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                return false;
            }
        }

        return true;
    }
}
