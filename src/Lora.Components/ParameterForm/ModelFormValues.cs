using System.Globalization;

namespace Lora.Components;

/// <summary>Determines the initial values of a form, and the values to keep when the model changes.</summary>
internal static class ModelFormValues
{
    /// <summary>Returns the values, completed with the defaults of the model.</summary>
    public static ModelValues Complete(ModelConfig model, ModelValues values)
    {
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Default is not null && !values.ContainsKey(parameter.Name)))
        {
            values = values.With(parameter.Name, Canonical(parameter, parameter.Default));
        }

        return values;
    }

    /// <summary>
    /// Returns the values for another model. Values that are valid for a parameter with the same name and type are kept; the others are the defaults of the new model.
    /// </summary>
    public static ModelValues Carry(ModelConfig from, ModelConfig to, ModelValues values)
    {
        var kept = to.Parameters.Where(parameter =>
            values.ContainsKey(parameter.Name)
            && from.Find(parameter.Name)?.Type == parameter.Type
            && Fits(parameter, values[parameter.Name]));
        return Complete(to, ModelValues.From(kept.Select(parameter => KeyValuePair.Create(parameter.Name, values[parameter.Name]))));
    }

    /// <summary>Converts numbers of any type to <see cref="decimal"/>. Returns other values unchanged.</summary>
    public static object? Canonical(ModelParameter parameter, object? value)
    {
        if (parameter.Type != ModelParameterType.Number || value is null or decimal or string or bool or not IConvertible)
        {
            return value;
        }

        try
        {
            return Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or FormatException)
        {
            return value;
        }
    }

    private static bool Fits(ModelParameter parameter, object? value) => parameter.Type switch
    {
        _ when value is null => true,
        ModelParameterType.Number => Canonical(parameter, value) is decimal,
        ModelParameterType.Boolean => value is bool,
        ModelParameterType.Select => value is string option && parameter.Options.Any(known => known.Value == option),
        _ => value is string,
    };
}
