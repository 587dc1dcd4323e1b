using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static Lora.Core.Tests.Parameters.ModelValueTests;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelValueProperties
{
    private static readonly string[] Codes =
    [
        LoraErrorCodes.ParameterRequired, LoraErrorCodes.ParameterType, LoraErrorCodes.ParameterRange, LoraErrorCodes.ParameterOption, LoraErrorCodes.ParameterUnknown,
    ];

    private static Gen<object?> AnyValue => Gen.OneOf(
        Gen.Elements<object?>(null, true, false, double.NaN, double.PositiveInfinity, "true", "0", "-1", "1e3", "a\ud800"),
        ModelGenerators.Text.Select(object? (text) => text),
        ModelGenerators.Decimals.Select(object? (number) => number),
        ArbMap.Default.GeneratorFor<double>().Select(object? (number) => number),
        ArbMap.Default.GeneratorFor<int>().Select(object? (number) => number),
        ModelGenerators.Decimals.Select(object? (number) => Json(number.ToString(CultureInfo.InvariantCulture))),
        ModelGenerators.Text.Select(object? (text) => Json(JsonSerializer.Serialize(text))));

    [Property(DisplayName = "Any values give either valid canonical values, or issues with parameter, code and remedy", MaxTest = 500)]
    public Property Any_values_give_valid_values_or_issues()
    {
        var cases =
            from model in ModelGenerators.Model
            from fit in Gen.CollectToList(model.Parameters, ModelGenerators.ValueOf)
            from wild in AnyValue.ListOf(model.Parameters.Count)
            from kinds in Gen.Frequency((12, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Constant(2))).ListOf(model.Parameters.Count)
            let given = model.Parameters.Select((parameter, index) => (parameter.Name, Value: kinds[index] == 2 ? wild[index] : fit[index], Kind: kinds[index]))
            select (model, ModelValues.From(given.Where(value => value.Kind != 1).Select(value => KeyValuePair.Create<string, object?>(value.Name, value.Value))));
        return Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var (model, values) = pair;
            var result = ModelRules.CheckValues(model, values);
            var holds = result.Succeeded
                ? result.Value.All(value => Keeps(model.Find(value.Key)!, value.Value))
                    && result.Value.SequenceEqual(ModelRules.CheckValues(model, result.Value).OrThrow())
                : result.Issues.All(issue => Codes.Contains(issue.Code) && model.Find(issue.Member!) is not null && issue.Message.EndsWith('.'))
                    && result.Issues.DistinctBy(issue => issue.Member).Count() == result.Issues.Count;
            return holds.Classify(result.Succeeded, "valid").Classify(!result.Succeeded, "faulty");
        });
    }

    [Property(DisplayName = "A number is validated the same in every form, and a valid one has no trailing zeros", MaxTest = 500)]
    public Property Number_is_validated_the_same_in_every_form()
    {
        var cases =
            from parameter in ModelGenerators.NumberParameter
            from number in Gen.OneOf(
                Gen.Elements(parameter.Min ?? 0, parameter.Max ?? 0, (parameter.Min ?? 0) - 0.05m, (parameter.Max ?? 0) + 0.05m),
                Gen.Choose(-1000, 1000).Select(number => number * (parameter.MultipleOf ?? 0.25m)),
                ModelGenerators.Decimals)
            select (parameter, number: number / 1.0000000000000000m);
        return Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var (parameter, number) = pair;
            var text = number.ToString(CultureInfo.InvariantCulture);
            var isValid = !(number < parameter.Min) && !(number > parameter.Max) && (parameter.MultipleOf is not { } unit || number % unit == 0);
            object[] forms = [number, text, text + (text.Contains('.', StringComparison.Ordinal) ? "00" : ".00"), Json(text), Json($"\"{text}\""), (double)number];
            return forms.All(form =>
            {
                var result = ModelRules.CheckValues(Model(parameter), Values((parameter.Name, form)));
                return result.Succeeded == isValid
                    && (isValid ? Equals(result.Value![parameter.Name], number) && IsTrimmed((decimal)result.Value[parameter.Name]!) : result.Issues.Single().Code == LoraErrorCodes.ParameterRange);
            });
        });
    }

    [Property(DisplayName = "Every injected error is reported, and nothing else", MaxTest = 300)]
    public Property Every_injected_error_is_reported()
    {
        ModelParameter[] parameters =
        [
            new() { Name = "prompt", Type = ModelParameterType.String, Required = true },
            new() { Name = "steps", Type = ModelParameterType.Number, Min = 1, Max = 50 },
            new() { Name = "mode", Type = ModelParameterType.Select, Options = [new("a"), new("b")] },
            new() { Name = "loud", Type = ModelParameterType.Boolean },
            new() { Name = "lora", Type = ModelParameterType.LoraSelector, Required = true },
        ];
        (string Name, object? Good, object? Bad, string Code)[] table =
        [
            ("prompt", "a fox", " ", LoraErrorCodes.ParameterRequired),
            ("steps", 10, 51, LoraErrorCodes.ParameterRange),
            ("mode", "a", "c", LoraErrorCodes.ParameterOption),
            ("loud", true, "loud", LoraErrorCodes.ParameterType),
            ("lora", "path", null, LoraErrorCodes.ParameterRequired),
            ("extra", null, 1, LoraErrorCodes.ParameterUnknown),
        ];
        return Prop.ForAll(ArbMap.Default.GeneratorFor<bool>().ListOf(table.Length).ToArbitrary(), planted =>
        {
            var values = table.Zip(planted).Where(entry => entry.First.Name != "extra" || entry.Second)
                .Select(entry => (entry.First.Name, entry.Second ? entry.First.Bad : entry.First.Good));
            var expected = table.Zip(planted).Where(entry => entry.Second).Select(entry => (entry.First.Code, (string?)entry.First.Name));
            return ModelRules.CheckValues(Model(parameters), Values([.. values])).Issues.Select(issue => (issue.Code, issue.Member)).SequenceEqual(expected);
        });
    }

    private static bool Keeps(ModelParameter parameter, object? value) => (parameter.Type, value) switch
    {
        (ModelParameterType.Number, decimal number) =>
            !(number < parameter.Min) && !(number > parameter.Max) && (parameter.MultipleOf is not { } unit || number % unit == 0) && IsTrimmed(number),
        (ModelParameterType.Boolean, bool) => true,
        (ModelParameterType.Select, string text) => parameter.Options.Any(option => option.Value == text),
        (ModelParameterType.String, "") => !parameter.Required && parameter.Default is not null,
        (ModelParameterType.String, string text) => !(text.Length < parameter.Min) && !(text.Length > parameter.Max) && ModelGenerators.IsWellFormed(text),
        (ModelParameterType.LoraSelector, string text) => text.Length > 0 || !parameter.Required,
        _ => false,
    };

    private static bool IsTrimmed(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text != "-0" && !(text.Contains('.', StringComparison.Ordinal) && text.EndsWith('0'));
    }
}
