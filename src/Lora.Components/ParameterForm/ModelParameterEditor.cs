using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>The base class of components that edit one parameter in a <see cref="ModelParameterForm"/>. Register them with <see cref="ModelParameterEditors"/>.</summary>
public abstract class ModelParameterEditor : ComponentBase
{
    /// <summary>The parameter to edit.</summary>
    [Parameter]
    [EditorRequired]
    public ModelParameterContext Context { get; set; } = default!;
}
