using System.Collections.Frozen;

namespace Lora.Components;

/// <summary>
/// Which component edits which type of parameter. A host adds or replaces one for all its forms by registering an instance as a singleton service, or for one
/// form by its parameter. Never changes: <see cref="With{TEditor}"/> returns a changed copy.
/// </summary>
public sealed class ModelParameterEditors
{
    private readonly FrozenDictionary<ModelParameterType, Type> _editors;

    private ModelParameterEditors(IEnumerable<KeyValuePair<ModelParameterType, Type>> editors) => _editors = editors.ToFrozenDictionary();

    /// <summary>The components of the toolkit.</summary>
    public static ModelParameterEditors Default { get; } = new(new Dictionary<ModelParameterType, Type>
    {
        [ModelParameterType.String] = typeof(ModelTextEditor),
        [ModelParameterType.Number] = typeof(ModelNumberEditor),
        [ModelParameterType.Boolean] = typeof(ModelBooleanEditor),
        [ModelParameterType.Select] = typeof(ModelOptionEditor),
        [ModelParameterType.LoraSelector] = typeof(ModelLoraEditor),
    });

    /// <summary>The component that edits a type; <see langword="null"/> when there is none, and the form shows the value only.</summary>
    public Type? this[ModelParameterType type] => _editors.GetValueOrDefault(type);

    /// <summary>A copy in which another component edits a type.</summary>
    /// <typeparam name="TEditor">The component. It must be public, for it is made by the renderer.</typeparam>
    public ModelParameterEditors With<TEditor>(ModelParameterType type)
        where TEditor : ModelParameterEditor =>
        new(_editors.Where(editor => editor.Key != type).Append(KeyValuePair.Create(type, typeof(TEditor))));
}
