using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Tells what came of saving something, to the eye and to screen readers.</summary>
public sealed partial class LoraOutcome
{
    /// <summary>What went wrong; <see langword="null"/>: nothing.</summary>
    [Parameter]
    public string? Fault { get; set; }

    /// <summary>What came of it; <see langword="null"/>: nothing to tell.</summary>
    [Parameter]
    public string? Said { get; set; }
}
