using System.Collections.Frozen;

namespace Lora.Components;

/// <summary>
/// Maps parameter types to the components that edit them. To add or replace editors in all forms, register an instance as a singleton service; for a single
/// form, set <see cref="ModelParameterForm.Editors"/>. Instances are immutable: <see cref="With{TEditor}"/> returns a changed copy.
/// </summary>
public sealed class ModelParameterEditors
{
    private readonly FrozenDictionary<ModelParameterType, Type> _editors;

    private ModelParameterEditors(IEnumerable<KeyValuePair<ModelParameterType, Type>> editors) => _editors = editors.ToFrozenDictionary();

    /// <summary>Gets the editors of the toolkit.</summary>
    public static ModelParameterEditors Default { get; } = new(new Dictionary<ModelParameterType, Type>
    {
        [ModelParameterType.String] = typeof(ModelTextEditor),
        [ModelParameterType.Number] = typeof(ModelNumberEditor),
        [ModelParameterType.Boolean] = typeof(ModelBooleanEditor),
        [ModelParameterType.Select] = typeof(ModelOptionEditor),
        [ModelParameterType.LoraSelector] = typeof(ModelLoraEditor),
    });

    /// <summary>Gets the component that edits a type, or <see langword="null"/> if there is none. The form then displays the value as read-only.</summary>
    public Type? this[ModelParameterType type] => _editors.GetValueOrDefault(type);

    /// <summary>Returns a copy in which a type is edited by another component.</summary>
    /// <typeparam name="TEditor">The component. It must be public because the renderer creates it.</typeparam>
    public ModelParameterEditors With<TEditor>(ModelParameterType type)
        where TEditor : ModelParameterEditor =>
        new(_editors.Where(editor => editor.Key != type).Append(KeyValuePair.Create(type, typeof(TEditor))));
}
