using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Trigger words, each of which is copied by a click. <see cref="LoraLibrary"/>, in which it must stand, does the copying.</summary>
public sealed partial class LoraTriggerWords
{
    private LoraLocalizer? _texts;

    /// <summary>The words.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Words { get; set; } = [];

    /// <summary>What they are, for screen readers.</summary>
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = string.Empty;

    /// <summary>Whether they only may be trigger words.</summary>
    [Parameter]
    public bool Suggested { get; set; }

    /// <summary>Whether it is said beside them already what they are.</summary>
    [Parameter]
    public bool Labelled { get; set; }

    /// <summary>How many to show at most. Default: all.</summary>
    [Parameter]
    public int Most { get; set; } = int.MaxValue;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraStrings>(Services);

    private string WordClass => LoraCss.Join("lora-word", Suggested ? "lora-word-suggested" : null);
}
