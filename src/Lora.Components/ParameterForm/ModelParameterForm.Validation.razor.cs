namespace Lora.Components;

public sealed partial class ModelParameterForm
{
    /// <summary>Updates the displayed parameters and the validation messages in the edit context. A field has no messages until it is modified or the form is submitted.</summary>
    private void Validate()
    {
        var active = ModelRules.ActiveParameters(_model!, _values);
        _cells = ModelFormLayout.Of(active, joinPairs: _editors[ModelParameterType.LoraSelector] == typeof(ModelLoraEditor));
        _shown.Clear();
        _shown.UnionWith(_cells.SelectMany(Slots).SelectMany(slot => new[] { slot.Parameter.Name, slot.Weight?.Name }).OfType<string>());
        _errors.Clear();
        _messages.Clear();
        foreach (var issue in Found(active).Concat(_hostIssues).Where(IsDue))
        {
            var parameter = issue.Member is null ? null : _model!.Find(issue.Member);
            var sentence = Messages.About(issue, parameter);
            var name = issue.Member ?? string.Empty;
            if (!_errors.TryGetValue(name, out var sentences))
            {
                _errors[name] = sentences = [];
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

        // Input that is invalid in the current culture may be a number in the invariant culture. It must not be sent with a value that the user did not mean.
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

    private int CountErrors(ModelParameterGroup group) =>
        _cells.Where(cell => cell.Group == group).SelectMany(Slots).Count(slot => ErrorsOf(slot).Any());

    private IEnumerable<string> ErrorsOf(ModelFormSlot slot) =>
        new[] { slot.Parameter.Name, slot.Weight?.Name }.OfType<string>().SelectMany(name => _errors.GetValueOrDefault(name, []));
}
