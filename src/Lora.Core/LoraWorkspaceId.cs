namespace Lora;

/// <summary>
/// The tenant a LoRA belongs to. Opaque to the toolkit: the host decides what it means (a user, a team, an organisation).
/// Compared ordinally, so <c>Ada</c> and <c>ada</c> are two workspaces.
/// </summary>
public readonly record struct LoraWorkspaceId
{
    /// <summary>The most characters a workspace id may have: 128.</summary>
    public const int MaxLength = 128;

    private readonly string? _value;

    /// <summary>Makes a workspace id of the host's own text.</summary>
    /// <param name="value">1 to 128 characters, none of them a control character.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or has a control character or an unpaired surrogate.</exception>
    public LoraWorkspaceId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (!IsValid(value))
        {
            throw new ArgumentException($"A workspace id has 1 to {MaxLength} characters and no control characters.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The host's own text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names no workspace.</exception>
    public string Value => _value ?? throw new InvalidOperationException("No workspace was given.");

    /// <inheritdoc />
    public override string ToString() => _value ?? "(none)";

    /// <summary>Returns whether a text can be a workspace id.</summary>
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
