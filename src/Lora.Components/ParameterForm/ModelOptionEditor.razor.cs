using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Edits a parameter with a list of options.</summary>
public sealed partial class ModelOptionEditor
{
    private LoraLocalizer? _texts;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraFormStrings>(Services);

    private string Chosen => Context.Value as string ?? string.Empty;
}
