using System.Globalization;

namespace Lora.Parameters.Rules;

/// <summary>Creates the issues about values. Each message states the complete rule, so that users need to correct a value only once.</summary>
internal static class ModelSentences
{
    public static LoraIssue Value(ModelParameter parameter, string code)
    {
        var label = Label(parameter);
        var sentence = parameter.Type switch
        {
            ModelParameterType.Number => $"Enter {Kind(parameter)}{Bounds(parameter)} for {label}.",
            ModelParameterType.Boolean => $"Choose yes or no for {label}: true or false.",
            ModelParameterType.Select => $"Choose one of these for {label}: {string.Join(", ", parameter.Options.Select(Option))}.",
            ModelParameterType.LoraSelector => $"Choose a LoRA for {label} by its path or id.",
            _ => $"Enter text for {label}.",
        };
        return new LoraIssue(code, sentence, parameter.Name);
    }

    public static LoraIssue Length(ModelParameter parameter, int length)
    {
        var rule = (parameter.Min, parameter.Max) switch
        {
            ({ } min, { } max) => $"from {Number(min)} to {Number(max)}",
            ({ } min, null) => $"at least {Number(min)}",
            _ => $"at most {Number(parameter.Max.GetValueOrDefault())}",
        };
        return new LoraIssue(LoraErrorCodes.ParameterRange, $"Enter {rule} characters for {Label(parameter)}; there are {Number(length)}.", parameter.Name);
    }

    public static LoraIssue Unsendable(ModelParameter parameter) =>
        new(LoraErrorCodes.ParameterType, $"{Label(parameter)} has a character that is not valid Unicode. Leave it out.", parameter.Name);

    public static LoraIssue Unknown(ModelConfig model, string name) =>
        new(LoraErrorCodes.ParameterUnknown, $"{model.Name} has no parameter '{name}'. Leave it out.", name);

    public static LoraIssue LoraMissing(ModelParameter parameter) =>
        new(LoraErrorCodes.ParameterLora, $"The LoRA selected for {Label(parameter)} is no longer in this workspace. Choose another one or none.", parameter.Name);

    public static string Label(ModelParameter parameter) => string.IsNullOrWhiteSpace(parameter.Label) ? parameter.Name : parameter.Label;

    private static string Kind(ModelParameter parameter) => parameter.MultipleOf switch
    {
        null => "a number",
        1 => "a whole number",
        { } unit => $"a multiple of {Number(unit)}",
    };

    private static string Bounds(ModelParameter parameter) => (parameter.Min, parameter.Max) switch
    {
        ({ } min, { } max) => $" from {Number(min)} to {Number(max)}",
        ({ } min, null) => $" of at least {Number(min)}",
        (null, { } max) => $" of at most {Number(max)}",
        _ => string.Empty,
    };

    private static string Option(ModelOption option) =>
        option.Label is null || option.Label == option.Value ? option.Value : $"{option.Value} ({option.Label})";

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
