namespace Lora.Parameters.Rules;

/// <summary>Evaluates a model's parameters with given values: which parameters apply, their canonical values, and the issues.</summary>
internal sealed class ModelReading
{
    private static readonly Reading Inactive = new(IsActive: false, null, null);

    private readonly ModelConfig _model;
    private readonly IReadOnlyDictionary<string, object?> _given;
    private readonly Dictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly ILookup<string, ModelParameter> _slotsByWeight;

    private ModelReading(ModelConfig model, IReadOnlyDictionary<string, object?> given)
    {
        _model = model;
        _given = given;
        _slotsByWeight = model.Parameters
            .Where(parameter => parameter is { Type: ModelParameterType.LoraSelector, Lora.Weight: not null })
            .ToLookup(parameter => parameter.Lora!.Weight!, StringComparer.Ordinal);
        Active = [.. model.Parameters.Where(parameter => Read(parameter).IsActive)];
        Values = ModelValues.From(Active
            .Select(parameter => KeyValuePair.Create(parameter.Name, Read(parameter).Value))
            .Where(pair => pair.Value is not null));
        Issues =
        [
            .. Active.Select(parameter => Read(parameter).Issue).OfType<LoraIssue>(),
            .. given.Keys.Where(name => model.Find(name) is null).Select(name => ModelSentences.Unknown(model, name)),
        ];
    }

    /// <summary>Gets the parameters that apply, in the model's order.</summary>
    public IReadOnlyList<ModelParameter> Active { get; }

    /// <summary>Gets their canonical values, without parameters that have no value or an invalid one.</summary>
    public ModelValues Values { get; }

    /// <summary>Gets every issue, in the model's order, with unknown names last.</summary>
    public IReadOnlyList<LoraIssue> Issues { get; }

    public static ModelReading Of(ModelConfig model, IReadOnlyDictionary<string, object?> given) => new(model, given);

    private Reading Read(ModelParameter parameter)
    {
        if (_readings.TryGetValue(parameter.Name, out var known))
        {
            return known;
        }

        // A placeholder until the result is available, so that circular conditions end the search instead of overflowing the stack.
        _readings[parameter.Name] = Inactive;
        return _readings[parameter.Name] = Applies(parameter) ? Validate(parameter) : Inactive;
    }

    private bool Applies(ModelParameter parameter)
    {
        if (_slotsByWeight[parameter.Name].FirstOrDefault() is { } slot && !Read(slot).IsActive)
        {
            return false;
        }

        if (parameter.DependsOn is not { } condition)
        {
            return true;
        }

        if (_model.Find(condition.Parameter) is not { } other || Read(other) is not { IsActive: true } reading)
        {
            return false;
        }

        return condition.Value is null
            ? !ModelScalar.IsEmpty(reading.Value)
            : Equals(ModelValueReader.Read(other, condition.Value).Value, reading.Value);
    }

    private Reading Validate(ModelParameter parameter)
    {
        if (_slotsByWeight[parameter.Name].FirstOrDefault() is { } slot && ModelScalar.IsEmpty(Read(slot).Value))
        {
            return Accepted(ModelValueReader.ReadDefault(parameter));
        }

        if (!_given.TryGetValue(parameter.Name, out var raw))
        {
            return Complete(parameter, ModelValueReader.ReadDefault(parameter));
        }

        var (value, issue) = ModelValueReader.Read(parameter, raw);
        return issue is null ? Complete(parameter, value) : new Reading(IsActive: true, null, issue);
    }

    private static Reading Complete(ModelParameter parameter, object? value)
    {
        if (!ModelScalar.IsEmpty(value))
        {
            return Accepted(value);
        }

        if (parameter.Required)
        {
            return new Reading(IsActive: true, null, ModelSentences.Value(parameter, LoraErrorCodes.ParameterRequired));
        }

        return parameter.Type switch
        {
            ModelParameterType.LoraSelector => Accepted(string.Empty),
            ModelParameterType.String when value is not null && parameter.Default is null => Accepted(null),
            ModelParameterType.String when value is not null => Accepted(string.Empty),
            _ => Accepted(ModelValueReader.ReadDefault(parameter)),
        };
    }

    private static Reading Accepted(object? value) => new(IsActive: true, value, null);

    private sealed record Reading(bool IsActive, object? Value, LoraIssue? Issue);
}
