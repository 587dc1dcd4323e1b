namespace Lora.Parameters.Rules;

/// <summary>Reads and validates a single value by the type and range of its parameter. Does not check whether a value is required.</summary>
internal static class ModelValueReader
{
    /// <summary>Returns the canonical value, which is <see langword="null"/> if there is none, or the issue.</summary>
    public static (object? Value, LoraIssue? Issue) Read(ModelParameter parameter, object? raw)
    {
        var value = ModelScalar.Unwrap(raw);
        return parameter.Type switch
        {
            _ when value is null => (null, null),
            ModelParameterType.Number => ReadNumber(parameter, value),
            ModelParameterType.Boolean => ReadBoolean(parameter, value),
            ModelParameterType.Select => ReadOption(parameter, value),
            _ => ReadText(parameter, value),
        };
    }

    /// <summary>Returns the canonical default; <see langword="null"/> if there is no valid one.</summary>
    public static object? ReadDefault(ModelParameter parameter) => Read(parameter, parameter.Default).Value;

    private static (object? Value, LoraIssue? Issue) ReadNumber(ModelParameter parameter, object value)
    {
        if (ModelScalar.IsEmpty(value))
        {
            return (null, null);
        }

        if (ModelScalar.ReadNumber(value) is not { } number)
        {
            // A value of a number type that cannot be read as decimal is too large.
            var isNumber = value is (double and not double.NaN) or (float and not float.NaN);
            return (null, ModelSentences.Value(parameter, isNumber ? LoraErrorCodes.ParameterRange : LoraErrorCodes.ParameterType));
        }

        return number < parameter.Min || number > parameter.Max || (parameter.MultipleOf is > 0 and var unit && number % unit != 0)
            ? (null, ModelSentences.Value(parameter, LoraErrorCodes.ParameterRange))
            : (number, null);
    }

    private static (object? Value, LoraIssue? Issue) ReadBoolean(ModelParameter parameter, object value) => value switch
    {
        bool => (value, null),
        string text when string.IsNullOrWhiteSpace(text) => (null, null),
        string text when bool.TryParse(text, out var parsed) => (parsed, null),
        _ => (null, ModelSentences.Value(parameter, LoraErrorCodes.ParameterType)),
    };

    private static (object? Value, LoraIssue? Issue) ReadOption(ModelParameter parameter, object value) => value switch
    {
        string text when string.IsNullOrWhiteSpace(text) => (null, null),
        string text when parameter.Options.Any(option => option.Value == text) => (text, null),
        string => (null, ModelSentences.Value(parameter, LoraErrorCodes.ParameterOption)),
        _ => (null, ModelSentences.Value(parameter, LoraErrorCodes.ParameterType)),
    };

    private static (object? Value, LoraIssue? Issue) ReadText(ModelParameter parameter, object value)
    {
        if (value is not string text)
        {
            return (null, ModelSentences.Value(parameter, LoraErrorCodes.ParameterType));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return (string.Empty, null);
        }

        if (!ModelScalar.IsWellFormed(text))
        {
            return (null, ModelSentences.Unsendable(parameter));
        }

        var isBounded = parameter.Type == ModelParameterType.String;
        return isBounded && (text.Length < parameter.Min || text.Length > parameter.Max)
            ? (null, ModelSentences.Length(parameter, text.Length))
            : (text, null);
    }
}
