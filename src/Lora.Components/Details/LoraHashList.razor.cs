using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// The hashes by which sites and tools know a file, each to be copied, and apart from them those that its header claims. <see cref="LoraLibrary"/>, in which it must stand, does the
/// copying.
/// </summary>
public sealed partial class LoraHashList
{
    private LoraLocalizer? _texts;

    /// <summary>The hashes of the file; <see langword="null"/> until they were computed.</summary>
    [Parameter]
    [EditorRequired]
    public LoraHashes? Hashes { get; set; }

    /// <summary>Hashes that stand in the header, by their key.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Claimed { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraStrings>(Services);

    // As sites and tools call them, in every language.
    private static IEnumerable<(string Name, string Value)> Known(LoraHashes hashes) =>
        new (string Name, string? Value)[]
        {
            ("SHA-256", hashes.Sha256), ("AutoV2", hashes.AutoV2), ("AutoV3", hashes.AutoV3), ("addnet", hashes.TensorSha256), ("CRC-32", hashes.Crc32),
        }
        .Where(hash => hash.Value is not null)
        .Select(hash => (hash.Name, hash.Value!));
}
