using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// Displays the hashes that sites and tools use to identify a file, with copy buttons, and separately the unverified hashes in its header.
/// Must be inside a <see cref="LoraLibrary"/>, which implements copying.
/// </summary>
public sealed partial class LoraHashList
{
    private LoraLocalizer? _texts;

    /// <summary>The hashes of the file; <see langword="null"/> until they are computed.</summary>
    [Parameter]
    [EditorRequired]
    public LoraHashes? Hashes { get; set; }

    /// <summary>The hashes in the header, by metadata key.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Claimed { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraStrings>(Services);

    // The names that sites and tools use. They are not translated.
    private static IEnumerable<(string Name, string Value)> Known(LoraHashes hashes) =>
        new (string Name, string? Value)[]
        {
            ("SHA-256", hashes.Sha256), ("AutoV2", hashes.AutoV2), ("AutoV3", hashes.AutoV3), ("addnet", hashes.TensorSha256), ("CRC-32", hashes.Crc32),
        }
        .Where(hash => hash.Value is not null)
        .Select(hash => (hash.Name, hash.Value!));
}
