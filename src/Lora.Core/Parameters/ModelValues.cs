using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Lora.Parameters;

/// <summary>
/// The values of a model's parameters, by name. Never changes: <see cref="With"/> returns a changed copy, so a form can tell by reference that something changed.
/// </summary>
public sealed class ModelValues : IReadOnlyDictionary<string, object?>
{
    private readonly ImmutableSortedDictionary<string, object?> _values;

    private ModelValues(ImmutableSortedDictionary<string, object?> values) => _values = values;

    /// <summary>No values.</summary>
    public static ModelValues Empty { get; } = new(ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal));

    /// <inheritdoc />
    public int Count => _values.Count;

    /// <inheritdoc />
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc />
    public IEnumerable<object?> Values => _values.Values;

    /// <summary>The value of that name; <see langword="null"/> when there is none.</summary>
    public object? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>Copies values.</summary>
    public static ModelValues From(IEnumerable<KeyValuePair<string, object?>> values) => new(Empty._values.SetItems(values));

    /// <summary>The default of every parameter of a model that has one.</summary>
    public static ModelValues DefaultsOf(ModelConfig model) =>
        From(model.Parameters.Where(parameter => parameter.Default is not null).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Default)));

    /// <summary>A copy with one value changed.</summary>
    public ModelValues With(string name, object? value) => new(_values.SetItem(name, value));

    /// <inheritdoc />
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
