using Lora.Inspection;
using Lora.Validation;

namespace Lora.Parameters.Rules;

/// <summary>Validates one parameter of a model's definition.</summary>
internal static class ModelParameterRules
{
    public static void Check(ModelConfig model, ModelParameter parameter, ModelErrors errors)
    {
        void AddIf(bool isInvalid, string message)
        {
            if (isInvalid)
            {
                errors.Add(parameter.Name, message);
            }
        }

        AddIf(string.IsNullOrWhiteSpace(parameter.Name) || !LoraText.IsPrintable(parameter.Name), "it needs a name without control characters");
        AddIf(!Enum.IsDefined(parameter.Type), "its type is unknown");
        AddIf(!Enum.IsDefined(parameter.Group), "its group is unknown");
        AddIf(parameter.Multiline && parameter.Type != ModelParameterType.String, "only text can have several lines");
        CheckOptions(parameter, AddIf);
        CheckNumbers(parameter, AddIf);
        CheckSlot(parameter, AddIf);
        CheckCondition(model, parameter, AddIf);
        CheckDefault(parameter, AddIf);
    }

    private static void CheckOptions(ModelParameter parameter, Action<bool, string> addIf)
    {
        if (parameter.Type != ModelParameterType.Select)
        {
            addIf(parameter.Options.Count > 0, "only a select has options");
            return;
        }

        addIf(parameter.Options.Count == 0, "a select needs options");
        addIf(parameter.Options.Any(option => string.IsNullOrWhiteSpace(option.Value)), "an option needs a value");
        addIf(parameter.Options.DistinctBy(option => option.Value, StringComparer.Ordinal).Count() < parameter.Options.Count, "two options have the same value");
    }

    private static void CheckNumbers(ModelParameter parameter, Action<bool, string> addIf)
    {
        var isNumber = parameter.Type == ModelParameterType.Number;
        var isText = parameter.Type == ModelParameterType.String;
        addIf(!isNumber && !isText && (parameter.Min is not null || parameter.Max is not null), "only numbers and text have min and max");
        addIf(!isNumber && (parameter.Step is not null || parameter.MultipleOf is not null), "only numbers have step and multipleOf");
        addIf(isText && (!IsLength(parameter.Min) || !IsLength(parameter.Max)), "min and max of a text are numbers of characters, whole and not below 0");
        addIf(parameter.Min > parameter.Max, "min is above max");
        addIf(parameter.Step <= 0, "step must be above 0");
        addIf(parameter.MultipleOf <= 0, "multipleOf must be above 0");
        addIf(isNumber && HasNoMultiple(parameter), "no multiple of multipleOf lies between min and max");
    }

    private static void CheckSlot(ModelParameter parameter, Action<bool, string> addIf)
    {
        addIf(parameter.Lora is not null && parameter.Type != ModelParameterType.LoraSelector, "only a lora-selector has a LoRA slot");
        addIf(parameter.Lora?.Expert is not (null or LoraNoiseExpert.High or LoraNoiseExpert.Low), "its noise expert must be high or low, or null for a model without noise experts");
    }

    private static void CheckCondition(ModelConfig model, ModelParameter parameter, Action<bool, string> addIf)
    {
        if (parameter.DependsOn is not { } condition)
        {
            return;
        }

        var other = model.Find(condition.Parameter);
        addIf(other is null, $"its condition names '{condition.Parameter}', which the model does not have");
        if (other is not null && condition.Value is not null)
        {
            addIf(
                ModelScalar.IsEmpty(ModelValueReader.Read(other, condition.Value).Value),
                $"its condition names a value that '{condition.Parameter}' can never have");
        }
    }

    private static void CheckDefault(ModelParameter parameter, Action<bool, string> addIf)
    {
        var (_, issue) = ModelValueReader.Read(parameter, parameter.Default);
        addIf(issue is not null, $"its default is not valid. {issue?.Message.TrimEnd('.')}");
    }

    private static bool IsLength(decimal? bound) => bound is null || (bound >= 0 && decimal.IsInteger(bound.Value));

    private static bool HasNoMultiple(ModelParameter parameter) =>
        parameter is { MultipleOf: > 0 and var unit, Min: { } min, Max: { } max } && min <= max && FirstMultiple(min, unit) > max;

    private static decimal FirstMultiple(decimal min, decimal unit)
    {
        var rest = min % unit;
        return rest == 0 ? min : rest > 0 ? min - rest + unit : min - rest;
    }
}
