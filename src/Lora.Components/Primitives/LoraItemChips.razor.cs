using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>What is known of the inside of a LoRA in a few words each: base model, expert, kind and rank, warnings.</summary>
public sealed partial class LoraItemChips
{
    private LoraSurroundings? _surroundings;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraWords Words => (_surroundings ??= LoraSurroundings.For<LoraStrings>(Services)).Words;
}
