using System.Globalization;

namespace Lora.Components;

/// <summary>Which values a form begins with, and which it keeps when the model changes.</summary>
internal static class ModelFormValues
{
    /// <summary>The values, with the default wherever none is given.</summary>
    public static ModelValues Complete(ModelConfig model, ModelValues values)
    {
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Default is not null && !values.ContainsKey(parameter.Name)))
        {
            values = values.With(parameter.Name, Canonical(parameter, parameter.Default));
        }

        return values;
    }

    /// <summary>
    /// The values for another model: those whose parameter has the same name and type in both, and fits the type, stay; all others are the new model's defaults.
    /// </summary>
    public static ModelValues Carry(ModelConfig from, ModelConfig to, ModelValues values)
    {
        var kept = to.Parameters.Where(parameter =>
            values.ContainsKey(parameter.Name)
            && from.Find(parameter.Name)?.Type == parameter.Type
            && Fits(parameter, values[parameter.Name]));
        return Complete(to, ModelValues.From(kept.Select(parameter => KeyValuePair.Create(parameter.Name, values[parameter.Name]))));
    }

    /// <summary>A number as <see cref="decimal"/>, whichever number type a host used; everything else as it is.</summary>
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
        catch (Exception fault) when (fault is OverflowException or InvalidCastException or FormatException)
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
