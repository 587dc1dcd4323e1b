using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>What the header of a file says about it, without its hashes: claims of whoever wrote it.</summary>
public sealed partial class LoraClaims
{
    private LoraSurroundings? _surroundings;

    /// <summary>What the header says.</summary>
    [Parameter]
    [EditorRequired]
    public LoraMetadata Metadata { get; set; } = LoraMetadata.Empty;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    private IEnumerable<(string Name, string Value)> Facts()
    {
        (string Key, string? Value)[] texts =
        [
            ("Title", Metadata.Title), ("Author", Metadata.Author), ("Description", Metadata.Description), ("License", Metadata.License), ("Resolution", Metadata.Resolution),
            ("Checkpoint", Metadata.BaseCheckpoint), ("Created", Metadata.CreatedAt is { } moment ? Surroundings.Format.Moment(moment) : null),
        ];
        return texts
            .Where(text => !string.IsNullOrEmpty(text.Value))
            .Select(text => (Texts[$"Details.{text.Key}"], text.Value!))
            .Concat(Metadata.Training.Select(fact => (Surroundings.Words.Training(fact.Key), fact.Value)));
    }
}
