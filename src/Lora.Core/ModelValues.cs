using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lora.Parameters.Json;
using Lora.Parameters.Rules;

namespace Lora;

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

    /// <summary>
    /// Reads values from a JSON object, such as the body of a request: text, numbers, true, false and null, by the name of their member. Never throws because of what the
    /// JSON is. What the values mean to a model is checked by <see cref="ModelRules.CheckValues"/> or when a request is built.
    /// </summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>
    /// The values; or the issues, each with the member's name as <see cref="LoraIssue.Member"/>: an object or array as a value, invalid Unicode
    /// (<see cref="LoraErrorCodes.ParameterType"/>), a number too large for <see cref="decimal"/> (<see cref="LoraErrorCodes.ParameterRange"/>), a repeated name. Text that
    /// is not JSON, not an object, nested more than 64 levels deep, or has more than 1,000 members, is one issue (<see cref="LoraErrorCodes.RequestInvalid"/>) without a name.
    /// </returns>
    public static LoraResult<ModelValues> FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ModelScalar.IsWellFormed(json) ? ModelValuesJson.Read(() => JsonDocument.Parse(json)) : ModelValuesJson.NotUnicode;
    }

    /// <inheritdoc cref="FromJson(string)" />
    /// <param name="utf8Json">The JSON text in UTF-8.</param>
    public static LoraResult<ModelValues> FromJson(ReadOnlyMemory<byte> utf8Json) => ModelValuesJson.Read(() => JsonDocument.Parse(utf8Json));

    /// <inheritdoc cref="FromJson(string)" />
    public static LoraResult<ModelValues> FromJson(JsonElement json) => ModelValuesJson.Read(json);

    /// <inheritdoc cref="FromJson(string)" />
    /// <param name="utf8Json">The JSON text in UTF-8. All of it is read into memory, so limit its length. Exceptions of reading it are thrown.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static async Task<LoraResult<ModelValues>> FromJsonAsync(Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        try
        {
            using var document = await JsonDocument.ParseAsync(utf8Json, cancellationToken: cancellationToken).ConfigureAwait(false);
            return ModelValuesJson.Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return ModelValuesJson.NotJson(exception);
        }
    }

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
