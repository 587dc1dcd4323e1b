using System.Text.Json;
using Lora.Parameters.Rules;

namespace Lora.Parameters.Json;

/// <summary>Reads the members of a JSON object as values. Every error becomes an issue with the name of the member.</summary>
internal static class ModelValuesJson
{
    public const int MaxMembers = 1000;

    private const int MaxShownName = 100;

    public static LoraResult<ModelValues> Read(Func<JsonDocument> parse)
    {
        try
        {
            using var document = parse();
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return NotJson(exception);
        }
    }

    public static LoraResult<ModelValues> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The values must be a JSON object with a member for each parameter.");
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var issues = new Dictionary<string, LoraIssue>(StringComparer.Ordinal);
        var nameless = new List<LoraIssue>();
        var count = 0;
        foreach (var property in root.EnumerateObject())
        {
            if (++count > MaxMembers)
            {
                return new LoraIssue(LoraErrorCodes.RequestInvalid, $"The values have more than {MaxMembers} members. Send only those of the model.");
            }

            if (NameOf(property) is not { } name)
            {
                nameless.Add(new LoraIssue(LoraErrorCodes.RequestInvalid, $"The name of member {count} is not valid Unicode."));
            }
            else if (!values.TryAdd(name, null))
            {
                issues[name] = new LoraIssue(LoraErrorCodes.RequestInvalid, $"'{Short(name)}' occurs more than once. Send it once.", name);
            }
            else if (ReadValue(name, property.Value, out var value) is { } issue)
            {
                issues.Add(name, issue);
            }
            else
            {
                values[name] = value;
            }
        }

        return issues.Count + nameless.Count == 0 ? ModelValues.From(values) : LoraResult.Failure<ModelValues>([.. issues.Values, .. nameless]);
    }

    public static LoraIssue NotJson(JsonException exception) =>
        new(LoraErrorCodes.RequestInvalid, $"The values are not valid JSON: {exception.Message}");

    public static LoraIssue NotUnicode { get; } = new(LoraErrorCodes.RequestInvalid, "The values are not valid JSON: the text is not valid Unicode.");

    private static LoraIssue? ReadValue(string name, JsonElement element, out object? value)
    {
        value = ModelScalar.Unwrap(element);
        switch (element.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array:
                return new LoraIssue(LoraErrorCodes.ParameterType, $"'{Short(name)}' must be text, a number, true, false or null.", name);
            case JsonValueKind.Number:
                if (ModelScalar.ReadNumber(value) is not { } number)
                {
                    return new LoraIssue(LoraErrorCodes.ParameterRange, $"The number for '{Short(name)}' is too large.", name);
                }

                value = number;
                return null;
            default:
                return value is JsonElement
                    ? new LoraIssue(LoraErrorCodes.ParameterType, $"'{Short(name)}' has a character that is not valid Unicode. Leave it out.", name)
                    : null;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Invalid UTF-8, or an escape for an unpaired surrogate.
            return null;
        }
    }

    private static string Short(string name) =>
        name.Length <= MaxShownName ? name : $"{name.AsSpan(0, char.IsHighSurrogate(name[MaxShownName - 1]) ? MaxShownName - 1 : MaxShownName)}…";
}
