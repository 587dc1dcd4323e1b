using Lora.Inspection;

namespace Lora.Components;

/// <summary>Arranges the parameters in the form.</summary>
internal static class ModelFormLayout
{
    /// <summary>Returns the cells of a form in the order of the model.</summary>
    /// <param name="active">The active parameters in the order of the model.</param>
    /// <param name="joinPairs">Whether the two LoRAs of a pair share a cell.</param>
    public static IReadOnlyList<ModelFormCell> Of(IReadOnlyList<ModelParameter> active, bool joinPairs = true)
    {
        var shown = active.Where(parameter => parameter.Group != ModelParameterGroup.Hidden).ToList();
        var slots = shown.Where(parameter => parameter.Type == ModelParameterType.LoraSelector).ToList();
        var weights = slots.Select(slot => slot.Lora?.Weight).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var cells = new List<ModelFormCell>();
        foreach (var parameter in shown.Where(parameter => parameter.Type != ModelParameterType.Number || !weights.Contains(parameter.Name)))
        {
            if (placed.Add(parameter.Name))
            {
                cells.Add((joinPairs ? Pair(parameter, slots, shown) : null) is { } pair && placed.Add(Other(pair, parameter).Name)
                    ? pair
                    : new ModelFormCell(parameter.Name, parameter.Group, Slot(parameter, shown)));
            }
        }

        return cells;
    }

    private static ModelFormCell? Pair(ModelParameter parameter, List<ModelParameter> slots, List<ModelParameter> shown)
    {
        if (parameter.Lora is not { Pair: { } number, Expert: not null } || !slots.Contains(parameter))
        {
            return null;
        }

        var high = slots.Find(slot => slot.Lora is { Expert: LoraNoiseExpert.High } lora && lora.Pair == number);
        var low = slots.Find(slot => slot.Lora is { Expert: LoraNoiseExpert.Low } lora && lora.Pair == number);
        if (high is null || low is null || (parameter != high && parameter != low))
        {
            return null;
        }

        var group = high.Group == ModelParameterGroup.Basic ? high.Group : low.Group;
        return new ModelFormCell(FormattableString.Invariant($"pair {number}"), group, Slot(high, shown), Slot(low, shown), number);
    }

    private static ModelParameter Other(ModelFormCell pair, ModelParameter parameter) =>
        pair.Slot.Parameter.Name == parameter.Name ? pair.Low!.Parameter : pair.Slot.Parameter;

    private static ModelFormSlot Slot(ModelParameter parameter, List<ModelParameter> shown) => new(
        parameter,
        parameter is { Type: ModelParameterType.LoraSelector, Lora.Weight: { } weight }
            ? shown.Find(other => other.Name == weight && other.Type == ModelParameterType.Number)
            : null);
}
