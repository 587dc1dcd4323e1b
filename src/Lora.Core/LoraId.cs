using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Lora;

/// <summary>
/// Identifies a LoRA, from the start of its upload until its deletion. Written as 32 lower-case hexadecimal digits.
/// </summary>
/// <param name="Value">A version 7 UUID, so that ids sort by creation time.</param>
[JsonConverter(typeof(LoraIdJsonConverter))]
public readonly record struct LoraId(Guid Value) : IParsable<LoraId>
{
    /// <summary>Creates an id.</summary>
    /// <param name="time">The clock that provides the sortable part of the id.</param>
    public static LoraId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc />
    public static LoraId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException($"'{s}' is not a LoRA id.");

    /// <summary>Parses an id of 32 hexadecimal digits, with or without hyphens.</summary>
    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LoraId result)
    {
        var parsed = Guid.TryParseExact(s, "N", out var value) || Guid.TryParseExact(s, "D", out value);
        result = new LoraId(value);
        return parsed && value != Guid.Empty;
    }

    /// <summary>Parses an id of 32 hexadecimal digits, with or without hyphens.</summary>
    /// <exception cref="FormatException">The text is not a LoRA id.</exception>
    public static LoraId Parse(string s) => Parse(s, null);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out LoraId)" />
    public static bool TryParse([NotNullWhen(true)] string? s, out LoraId result) => TryParse(s, null, out result);

    /// <inheritdoc />
    public override string ToString() => Value.ToString("N", CultureInfo.InvariantCulture);
}
