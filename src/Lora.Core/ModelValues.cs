using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lora.Parameters.Json;
using Lora.Parameters.Rules;

namespace Lora;

/// <summary>
/// The values of a model's parameters, by name. Immutable: <see cref="With"/> returns a modified copy, so a form can detect a change by reference.
/// </summary>
public sealed class ModelValues : IReadOnlyDictionary<string, object?>
{
    private readonly ImmutableSortedDictionary<string, object?> _values;

    private ModelValues(ImmutableSortedDictionary<string, object?> values) => _values = values;

    /// <summary>Gets an instance without values.</summary>
    public static ModelValues Empty { get; } = new(ImmutableSortedDictionary.Create<string, object?>(StringComparer.Ordinal));

    /// <inheritdoc />
    public int Count => _values.Count;

    /// <inheritdoc />
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc />
    public IEnumerable<object?> Values => _values.Values;

    /// <summary>Gets the value with this name; <see langword="null"/> if there is none.</summary>
    public object? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>Creates an instance from values.</summary>
    public static ModelValues From(IEnumerable<KeyValuePair<string, object?>> values) => new(Empty._values.SetItems(values));

    /// <summary>Returns the default values of a model.</summary>
    public static ModelValues DefaultsOf(ModelConfig model) =>
        From(model.Parameters.Where(parameter => parameter.Default is not null).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Default)));

    /// <summary>
    /// Reads values from a JSON object, such as a request body: text, numbers, true, false and null, by member name. Never throws because of the content of the
    /// JSON. They are validated when a request is built.
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

    /// <summary>Returns a copy with one value changed.</summary>
    public ModelValues With(string name, object? value) => new(_values.SetItem(name, value));

    /// <inheritdoc />
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
