using FsCheck;
using FsCheck.Fluent;
using Lora.Generation.Payloads;
using Lora.Inspection;

namespace Lora.Core.Tests.Parameters;

/// <summary>Generates valid models of every kind, and valid values for them.</summary>
internal static class ModelGenerators
{
    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements("", " ", "fox", "한국 수채화", "Übung \"quoted\" \\ / <b>", "line\nline", "0", "true", "null"),
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get).Where(IsWellFormed));

    public static Gen<string> Words { get; } = Text.Where(text => !string.IsNullOrWhiteSpace(text));

    public static Gen<decimal> Decimals { get; } =
        from whole in Gen.Choose(-1_000_000, 1_000_000)
        from digits in Gen.Elements(0, 0, 1, 2, 3, 9)
        select decimal.Divide(whole, (decimal)Math.Pow(10, digits));

    public static Gen<ModelParameter> NumberParameter { get; } =
        from bounds in Gen.Two(Gen.Choose(-1000, 1000))
        from unit in Gen.Elements<decimal?>(null, 1, 16, 0.05m, 0.1m, 2.5m)
        from open in Gen.Choose(0, 4)
        let unitOrOne = unit ?? 1
        let min = Math.Min(bounds.Item1, bounds.Item2) * unitOrOne
        let max = Math.Max(bounds.Item1, bounds.Item2) * unitOrOne
        from @default in Gen.Choose(Math.Min(bounds.Item1, bounds.Item2), Math.Max(bounds.Item1, bounds.Item2))
        select new ModelParameter
        {
            Name = "number",
            Type = ModelParameterType.Number,
            Min = open == 1 ? null : min,
            Max = open == 2 ? null : max,
            Step = open == 3 ? 0.05m : null,
            MultipleOf = unit,
            Default = open == 4 ? null : @default * unitOrOne,
        };

    public static Gen<ModelParameter> TextParameter { get; } =
        from min in Gen.Elements<decimal?>(null, 0, 1, 3)
        from max in Gen.Elements<decimal?>(null, 3, 200)
        from @default in Gen.Elements(null, "", "fox")
        from multiline in ArbMap.Default.GeneratorFor<bool>()
        select new ModelParameter { Name = "text", Type = ModelParameterType.String, Min = min, Max = max, Default = @default, Multiline = multiline };

    public static Gen<ModelParameter> BooleanParameter { get; } =
        Gen.Elements<object?>(null, true, false).Select(@default => new ModelParameter { Name = "flag", Type = ModelParameterType.Boolean, Default = @default });

    public static Gen<ModelParameter> SelectParameter { get; } =
        from values in Gen.NonEmptyListOf(Words)
        from label in Text
        let options = values.Distinct(StringComparer.Ordinal).Select((value, index) => new ModelOption(value, index % 2 == 0 ? null : label)).ToList()
        from @default in Gen.Elements([null, .. options.Select(option => option.Value)])
        select new ModelParameter { Name = "select", Type = ModelParameterType.Select, Options = options, Default = @default };

    public static Gen<ModelParameter> SlotParameter { get; } =
        Gen.Elements(null, new LoraSlot(), new LoraSlot { Expert = LoraNoiseExpert.High }, new LoraSlot { Expert = LoraNoiseExpert.Low })
            .Select(slot => new ModelParameter { Name = "slot", Type = ModelParameterType.LoraSelector, Lora = slot, Default = slot is null ? null : "" });

    public static Gen<ModelParameter> Parameter { get; } =
        from kind in Gen.OneOf(NumberParameter, TextParameter, BooleanParameter, SelectParameter, SlotParameter)
        from label in Gen.OneOf(Gen.Constant<string?>(null), Text.Select(string? (text) => text))
        from description in Gen.OneOf(Gen.Constant<string?>(null), Text.Select(string? (text) => text))
        from required in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from @group in Gen.Elements(Enum.GetValues<ModelParameterGroup>())
        select kind with { Label = label, Description = description, Required = required, Group = @group };

    /// <summary>Generates models with up to eight parameters of every kind. Every slot can have a weight, and every parameter can depend on the previous one.</summary>
    public static Gen<ModelConfig> Model { get; } =
        from parameters in Gen.Choose(0, 8).SelectMany(count => Parameter.ListOf(count))
        from dependent in Gen.ListOf(ArbMap.Default.GeneratorFor<bool>(), parameters.Count)
        from name in Words
        from description in Text
        from payload in Gen.Elements(PayloadNames.Flat, PayloadNames.Loras, "own")
        select new ModelConfig { Id = "model", Name = name, Description = description, Payload = payload, Parameters = Assemble(parameters, dependent) };

    /// <summary>Generates a value that the parameter accepts.</summary>
    public static Gen<object?> ValueOf(ModelParameter parameter) => parameter.Type switch
    {
        ModelParameterType.Number => Gen.Elements(parameter.Default, parameter.Min, parameter.Max).Where(value => value is not null || !parameter.Required),
        ModelParameterType.Boolean => Gen.Elements<object?>(true, false),
        ModelParameterType.Select => Gen.Elements(parameter.Options.Select(object? (option) => option.Value)),
        ModelParameterType.LoraSelector => Gen.Elements<object?>("loras/a.safetensors", "b"),
        _ => Gen.Elements<object?>("fox", "rød"),
    };

    public static bool IsWellFormed(string text)
    {
        try
        {
            _ = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }

    private static List<ModelParameter> Assemble(List<ModelParameter> parameters, List<bool> dependent)
    {
        var all = new List<ModelParameter>();
        for (var index = 0; index < parameters.Count; index++)
        {
            var parameter = parameters[index] with { Name = $"{parameters[index].Name}_{index}" };
            if (dependent[index] && all.Count > 0)
            {
                parameter = parameter with { DependsOn = new ModelDependency(all[^1].Name, ValueFor(all[^1])) };
            }

            if (parameter.Lora is not null && index % 2 == 0)
            {
                parameter = parameter with { Lora = parameter.Lora with { Weight = $"weight_{index}" } };
                all.Add(new ModelParameter { Name = $"weight_{index}", Type = ModelParameterType.Number, Default = 1m, Min = -4, Max = 4 });
            }

            all.Add(parameter);
        }

        return all;
    }

    // The value of the condition: one value that the other parameter can have, or any value.
    private static object? ValueFor(ModelParameter other) => other.Type switch
    {
        ModelParameterType.Boolean => true,
        ModelParameterType.Select => other.Options[0].Value,
        ModelParameterType.Number => other.Default,
        _ => null,
    };
}
