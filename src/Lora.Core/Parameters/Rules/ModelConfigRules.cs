using Lora.Inspection;
using Lora.Validation;

namespace Lora.Parameters.Rules;

/// <summary>Validates a model's definition.</summary>
internal static class ModelConfigRules
{
    public static IReadOnlyList<LoraIssue> Check(ModelConfig model)
    {
        var errors = new ModelErrors(model);
        CheckOwn(model, errors);
        CheckNames(model, errors);
        foreach (var parameter in model.Parameters)
        {
            ModelParameterRules.Check(model, parameter, errors);
        }

        CheckPairs(model, errors);
        CheckFamilies(model, errors);
        CheckWeights(model, errors);
        CheckCycles(model, errors);
        return errors.All;
    }

    private static void CheckOwn(ModelConfig model, ModelErrors errors)
    {
        if (string.IsNullOrWhiteSpace(model.Id) || model.Id != model.Id.Trim() || !LoraText.IsPrintable(model.Id))
        {
            errors.Add("the id must be text without spaces around it");
        }

        if (string.IsNullOrWhiteSpace(model.Name))
        {
            errors.Add("it needs a name");
        }

        if (string.IsNullOrWhiteSpace(model.Payload))
        {
            errors.Add("it needs the name of a payload writer, such as flat");
        }
    }

    private static void CheckNames(ModelConfig model, ModelErrors errors)
    {
        foreach (var name in model.Parameters.GroupBy(parameter => parameter.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            errors.Add(name, "the name is already used by another parameter; give each parameter a unique name");
        }
    }

    private static void CheckPairs(ModelConfig model, ModelErrors errors)
    {
        var slots = model.Parameters.Where(parameter => parameter.Lora?.Pair is not null).ToList();
        foreach (var slot in slots.Where(slot => slot.Lora!.Pair < 1))
        {
            errors.Add(slot.Name, "pairs are numbered from 1");
        }

        foreach (var pair in slots.GroupBy(slot => slot.Lora!.Pair))
        {
            if (pair.Count() != 2 || pair.Count(slot => slot.Lora!.Expert == LoraNoiseExpert.High) != 1 || pair.Count(slot => slot.Lora!.Expert == LoraNoiseExpert.Low) != 1)
            {
                errors.Add(pair.First().Name, $"pair {pair.Key} must have one slot for the high-noise expert and one for the low-noise expert");
            }
        }
    }

    private static void CheckFamilies(ModelConfig model, ModelErrors errors)
    {
        foreach (var slot in model.Parameters.Where(parameter => parameter.Lora?.Families.Any(family => string.IsNullOrWhiteSpace(family) || family != family.Trim()) ?? false))
        {
            errors.Add(slot.Name, "a LoRA family needs an id without space around it, such as 'wan-14b'");
        }
    }

    private static void CheckWeights(ModelConfig model, ModelErrors errors)
    {
        foreach (var slots in model.Parameters.Where(parameter => parameter.Lora?.Weight is not null).GroupBy(parameter => parameter.Lora!.Weight, StringComparer.Ordinal))
        {
            if (model.Find(slots.Key!) is not { Type: ModelParameterType.Number })
            {
                errors.Add(slots.First().Name, $"its weight '{slots.Key}' must be a number parameter of the model");
            }

            foreach (var slot in slots.Skip(1))
            {
                errors.Add(slot.Name, $"its weight '{slots.Key}' belongs to '{slots.First().Name}'; give it its own weight");
            }
        }
    }

    private static void CheckCycles(ModelConfig model, ModelErrors errors)
    {
        foreach (var parameter in model.Parameters.Where(parameter => DependsOnItself(model, parameter)))
        {
            errors.Add(parameter.Name, "its condition depends on itself; remove the cycle");
        }
    }

    private static bool DependsOnItself(ModelConfig model, ModelParameter parameter)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Queue<string>(ConditionsOf(model, parameter));
        while (ahead.TryDequeue(out var name))
        {
            if (name == parameter.Name)
            {
                return true;
            }

            if (seen.Add(name) && model.Find(name) is { } other)
            {
                foreach (var next in ConditionsOf(model, other))
                {
                    ahead.Enqueue(next);
                }
            }
        }

        return false;
    }

    // A weight applies only while its slot does, which makes the slot's condition a condition of the weight.
    private static IEnumerable<string> ConditionsOf(ModelConfig model, ModelParameter parameter) =>
    [
        .. parameter.DependsOn is { } condition ? [condition.Parameter] : Array.Empty<string>(),
        .. model.Parameters.Where(slot => slot.Lora?.Weight == parameter.Name).Select(slot => slot.Name),
    ];
}
