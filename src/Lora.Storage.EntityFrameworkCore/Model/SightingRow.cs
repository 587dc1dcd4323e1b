using System.Globalization;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Something in storage that no row names.</summary>
internal sealed class SightingRow
{
    /// <summary><see cref="IdOf"/>: keys are longer than what every database can index.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required int Count { get; init; }

    /// <summary>The length keeps apart what would read the same with the names written together.</summary>
    public static string IdOf(string storageKey, string? multipartId) =>
        Digest.Of(string.Create(CultureInfo.InvariantCulture, $"{storageKey.Length} {storageKey} {multipartId}"));

    public LoraSighting ToSighting() => new(FirstSeenAt, Count);
}
