using System.Security.Claims;
using Lora.Access;
using Lora.Storage;

namespace Lora;

/// <summary>
/// Identifies a workspace, the tenant that a LoRA belongs to. Opaque to the toolkit: the host decides what it means (a user, a team, an organization).
/// The comparison is ordinal, so <c>Ada</c> and <c>ada</c> are different workspaces.
/// </summary>
public readonly record struct LoraWorkspaceId
{
    /// <summary>The maximum length of a workspace id, in characters: 128.</summary>
    public const int MaxLength = 128;

    /// <summary>The type of the claim that names a user's workspace by the default rule: <c>lora:workspace</c>.</summary>
    public const string ClaimType = "lora:workspace";

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

    /// <summary>
    /// Returns the workspace of a signed-in user by the default rule: the one in the claim <see cref="ClaimType"/>, otherwise the user's own one, whose id starts with
    /// <c>user:</c> or, for users of an identity provider, <c>idp:{issuer}:</c>.
    /// </summary>
    /// <param name="user">The user. Claims of identities that are not authenticated are ignored.</param>
    /// <returns>The workspace, or <see langword="null"/> if the user has neither the claim nor an id.</returns>
    public static LoraWorkspaceId? FromUser(ClaimsPrincipal user) => WorkspaceRule.OfUser(user, legacy: false);

    /// <summary>
    /// Returns the segment of storage keys that represents this workspace. Different workspaces have different segments. It is the id itself if that has at most 64 characters
    /// <c>a-z 0-9 - _</c> and does not start with a hyphen; otherwise a hyphen and 40 hexadecimal digits of the id's SHA-256.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is the <c>default</c> value.</exception>
    public string ToKeySegment() => LoraStorageKey.Segment(this);

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
