using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays the metadata in the header of a file, without its hashes. The metadata is unverified.</summary>
public sealed partial class LoraClaims
{
    private LoraComponentServices? _componentServices;

    /// <summary>The metadata from the header.</summary>
    [Parameter]
    [EditorRequired]
    public LoraMetadata Metadata { get; set; } = LoraMetadata.Empty;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private IEnumerable<(string Name, string Value)> Facts()
    {
        (string Key, string? Value)[] texts =
        [
            ("Title", Metadata.Title), ("Author", Metadata.Author), ("Description", Metadata.Description), ("License", Metadata.License), ("Resolution", Metadata.Resolution),
            ("Checkpoint", Metadata.BaseCheckpoint), ("Created", Metadata.CreatedAt is { } moment ? ComponentServices.Format.Moment(moment) : null),
        ];
        return texts
            .Where(text => !string.IsNullOrEmpty(text.Value))
            .Select(text => (Texts[$"Details.{text.Key}"], text.Value!))
            .Concat(Metadata.Training.Select(fact => (ComponentServices.DisplayText.Training(fact.Key), fact.Value)));
    }
}
