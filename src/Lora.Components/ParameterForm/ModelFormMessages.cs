namespace Lora.Components;

/// <summary>Provides the localized validation messages for the fields. Issues with other codes keep their own message.</summary>
internal sealed class ModelFormMessages(LoraLocalizer texts)
{
    public string About(LoraIssue issue, ModelParameter? parameter) => (issue.Code, parameter) switch
    {
        (LoraErrorCodes.ParameterLora, _) => texts["Validation.Lora"],
        (LoraErrorCodes.ParameterRequired, { Type: ModelParameterType.LoraSelector }) => texts["Validation.LoraRequired"],
        (LoraErrorCodes.ParameterRequired or LoraErrorCodes.ParameterOption, { Type: ModelParameterType.Select }) => texts["Validation.Option"],
        (LoraErrorCodes.ParameterRequired or LoraErrorCodes.ParameterType or LoraErrorCodes.ParameterRange, { Type: ModelParameterType.Number }) => Number(parameter),
        (LoraErrorCodes.ParameterRange, { Type: ModelParameterType.String }) => texts[$"Validation.Length{Ends(parameter)}", Write(parameter.Min), Write(parameter.Max)],
        (LoraErrorCodes.ParameterRequired, _) => texts["Validation.Required"],
        _ => texts.Issue(issue),
    };

    /// <summary>Returns a hint about the allowed numbers, or <see langword="null"/> if any number is allowed or the bounds are only technical limits.</summary>
    public string? Hint(ModelParameter parameter)
    {
        var parts = new List<string>(2);
        if (parameter.Type == ModelParameterType.Number && Ends(parameter) is { Length: > 0 } ends && Math.Abs(parameter.Max ?? 0) < 1_000_000_000)
        {
            parts.Add(texts[$"Form.{ends}", Write(parameter.Min), Write(parameter.Max)]);
        }

        if (parameter is { Type: ModelParameterType.Number, MultipleOf: { } unit and not 1 })
        {
            parts.Add(texts["Form.Multiple", Write(unit)]);
        }

        return parts.Count switch { 0 => null, 1 => parts[0], _ => texts["Form.Both", parts[0], parts[1]] };
    }

    private string Number(ModelParameter parameter)
    {
        var kind = parameter.MultipleOf switch { null => "Number", 1 => "Whole", _ => "Multiple" };
        return texts[$"Validation.{kind}{Ends(parameter)}", Write(parameter.Min), Write(parameter.Max), Write(parameter.MultipleOf)];
    }

    private static string Ends(ModelParameter parameter) => (parameter.Min, parameter.Max) switch
    {
        ({ }, { }) => "Between",
        ({ }, null) => "AtLeast",
        (null, { }) => "AtMost",
        _ => string.Empty,
    };

    private static string Write(decimal? number) => number is { } value ? LoraNumber.Format(value) : string.Empty;
}
