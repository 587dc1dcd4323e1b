using System.Globalization;

namespace Lora.Components;

public sealed partial class ModelParameterForm
{
    private ModelParameterContext ContextOf(ModelFormSlot slot) => ContextOf(slot.Parameter, slot.Weight);

    private ModelParameterContext ContextOf(ModelParameter parameter, ModelParameter? weight) =>
        new(this, parameter, ModelFormValues.Canonical(parameter, _values[parameter.Name]), FieldOf(parameter), value => SetAsync(parameter, value))
        {
            Id = ControlId(parameter),
            LabelId = Part(parameter, "label"),
            DescribedBy = HelpOf(parameter) is null ? Part(parameter, "errors") : $"{Part(parameter, "help")} {Part(parameter, "errors")}",
            IsInvalid = _errors.ContainsKey(parameter.Name),
            Disabled = Disabled,
            Weight = weight is null ? null : ContextOf(weight, null),
        };

    private ModelFormField FieldOf(ModelParameter parameter)
    {
        var key = (parameter.Name, parameter.Type);
        if (!_fields.TryGetValue(key, out var field))
        {
            _fields[key] = field = new ModelFormField(parameter);
        }

        return field;
    }

    // Uses the position, because a name can contain spaces, which separate ids in ARIA attributes.
    private string ControlId(ModelParameter parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{_id}-{_model!.Parameters.Index().First(entry => entry.Item.Name == parameter.Name).Index}");

    private string Part(ModelParameter parameter, string part) => $"{ControlId(parameter)}-{part}";

    private static string LabelOf(ModelParameter parameter) => string.IsNullOrWhiteSpace(parameter.Label) ? parameter.Name : parameter.Label;

    private string LegendOf(int pair) => _cells.Count(cell => cell.Pair is not null) > 1
        ? Texts["Form.Pair", LoraFormat.Count(pair)]
        : Texts["Pair.Legend"];

    // If one slot accepts LoRAs of any base model, the pair does too.
    private static IReadOnlyList<string> FamiliesOf(ModelFormSlot high, ModelFormSlot low) =>
        high.Parameter.Lora is { Families: { Count: > 0 } first } && low.Parameter.Lora is { Families: { Count: > 0 } second }
            ? [.. first.Union(second, StringComparer.Ordinal)]
            : [];

    private string? HelpOf(ModelParameter parameter)
    {
        if (_editors[parameter.Type] is null)
        {
            return Texts["Form.Unsupported"];
        }

        var hint = Messages.Hint(parameter);
        return (parameter.Description, hint) switch
        {
            (null or "", _) => hint,
            ({ } text, null) => text,
            ({ } text, _) => Texts["Form.Help", text, hint],
        };
    }

    private static string? ClassOf(ModelParameter parameter) => parameter.Type switch
    {
        ModelParameterType.Number or ModelParameterType.Select => null,
        ModelParameterType.Boolean => "lora-form-toggle",
        _ => "lora-form-wide",
    };
}
