using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays the result of saving, and announces it to screen readers.</summary>
public sealed partial class LoraOutcome
{
    /// <summary>The error message; <see langword="null"/> if there is no error.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>The success message; <see langword="null"/> if there is none.</summary>
    [Parameter]
    public string? Message { get; set; }
}
