using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays chips for the base model, noise expert, kind, rank and warnings of a LoRA.</summary>
public sealed partial class LoraItemChips
{
    private LoraComponentServices? _componentServices;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraDisplayText DisplayText => (_componentServices ??= LoraComponentServices.For<LoraStrings>(Services)).DisplayText;
}
