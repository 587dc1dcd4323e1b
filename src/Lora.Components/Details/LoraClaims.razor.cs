using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>What the header of a file says about it: claims of whoever wrote it.</summary>
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

    private bool HasAny => Facts().Any();

    private IEnumerable<(string Name, string Value)> Facts()
    {
        (string Key, string? Value)[] texts =
        [
            ("Title", Metadata.Title), ("Author", Metadata.Author), ("Description", Metadata.Description), ("License", Metadata.License),
            ("Triggers", string.Join(", ", Metadata.TriggerWords)), ("Suggestions", string.Join(", ", Metadata.SuggestedWords)), ("Resolution", Metadata.Resolution),
            ("Checkpoint", Metadata.BaseCheckpoint), ("Created", Metadata.CreatedAt is { } moment ? Surroundings.Format.Moment(moment) : null),
        ];
        var known = texts.Where(text => !string.IsNullOrEmpty(text.Value)).Select(text => (Texts[$"Details.{text.Key}"], text.Value!));
        var training = Metadata.Training.Select(fact => (fact.Key, fact.Value));
        var hashes = Metadata.ClaimedHashes.Select(hash => (Texts["Details.ClaimedHash", hash.Key], hash.Value));
        return known.Concat(training).Concat(hashes);
    }
}
