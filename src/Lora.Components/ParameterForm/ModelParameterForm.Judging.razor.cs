namespace Lora.Components;

public sealed partial class ModelParameterForm
{
    /// <summary>Finds out what is shown and what is wrong, and tells the edit context. A field is not blamed before it was touched or the form submitted.</summary>
    private void Judge()
    {
        var active = ModelRules.ActiveParameters(_model!, _values);
        _cells = ModelFormLayout.Of(active, joinPairs: _editors[ModelParameterType.LoraSelector] == typeof(ModelLoraEditor));
        _shown.Clear();
        _shown.UnionWith(_cells.SelectMany(Slots).SelectMany(slot => new[] { slot.Parameter.Name, slot.Weight?.Name }).OfType<string>());
        _faults.Clear();
        _messages.Clear();
        foreach (var issue in Found(active).Concat(_told).Where(IsDue))
        {
            var parameter = issue.Member is null ? null : _model!.Find(issue.Member);
            var sentence = Sentences.About(issue, parameter);
            var name = issue.Member ?? string.Empty;
            if (!_faults.TryGetValue(name, out var sentences))
            {
                _faults[name] = sentences = [];
            }

            if (!sentences.Contains(sentence, StringComparer.Ordinal))
            {
                sentences.Add(sentence);
            }

            if (parameter is null)
            {
                _messages.Add(_context.Field(name), sentence);
            }
            else
            {
                _messages.Add(FieldOf(parameter).Identifier, sentence);
            }
        }

        _context.NotifyValidationStateChanged();
    }

    private IReadOnlyList<LoraIssue> Found(IReadOnlyList<ModelParameter> active)
    {
        var issues = ModelRules.CheckValues(_model!, _values).Issues;

        // A number that is no number in the person's notation may be one in the invariant one; it must not be sent as something else than was meant.
        var misread = active.Where(parameter =>
            parameter.Type == ModelParameterType.Number
            && _shown.Contains(parameter.Name)
            && _values[parameter.Name] is string text && !string.IsNullOrWhiteSpace(text)
            && !LoraNumber.TryParse(text, out _)
            && issues.All(issue => issue.Member != parameter.Name)
            && !IsWeightOfNothing(parameter));
        return [.. issues, .. misread.Select(parameter => new LoraIssue(LoraErrorCodes.ParameterType, string.Empty, parameter.Name))];
    }

    private bool IsWeightOfNothing(ModelParameter parameter) =>
        _model!.Parameters.Any(slot => slot.Lora?.Weight == parameter.Name && _values[slot.Name] is not string { Length: > 0 });

    private bool IsDue(LoraIssue issue) =>
        _attempted || (issue.Member is { } name && _model!.Find(name) is { } parameter && _context.IsModified(FieldOf(parameter).Identifier));

    private static IEnumerable<ModelFormSlot> Slots(ModelFormCell cell) => cell.Low is { } low ? [cell.Slot, low] : [cell.Slot];

    private int CountFaults(ModelParameterGroup group) =>
        _cells.Where(cell => cell.Group == group).SelectMany(Slots).Count(slot => FaultsOf(slot).Any());

    private IEnumerable<string> FaultsOf(ModelFormSlot slot) =>
        new[] { slot.Parameter.Name, slot.Weight?.Name }.OfType<string>().SelectMany(name => _faults.GetValueOrDefault(name, []));
}
