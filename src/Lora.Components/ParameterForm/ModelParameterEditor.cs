using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>The base of a component that edits one parameter in a <see cref="ModelParameterForm"/>. Register it with <see cref="ModelParameterEditors"/>.</summary>
public abstract class ModelParameterEditor : ComponentBase
{
    /// <summary>The parameter to edit.</summary>
    [Parameter]
    [EditorRequired]
    public ModelParameterContext Context { get; set; } = default!;
}
