using Lora.Inspection;
using static Lora.Core.Tests.Parameters.ModelValueTests;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelConfigRulesTests
{
    private static readonly ModelParameter Number = new() { Name = "n", Type = ModelParameterType.Number };
    private static readonly ModelParameter Text = new() { Name = "t", Type = ModelParameterType.String };
    private static readonly ModelParameter Select = new() { Name = "s", Type = ModelParameterType.Select, Options = [new("a")] };
    private static readonly ModelParameter Slot = new() { Name = "l", Type = ModelParameterType.LoraSelector };

    public static TheoryData<string, ModelConfig> Faults => new()
    {
        { "Model ' x': the id must be text without spaces around it.", Model() with { Id = " x" } },
        { "Model '': the id must be text without spaces around it.", Model() with { Id = "" } },
        { "Model 'test': it needs a name.", Model() with { Name = " " } },
        { "Model 'test': it needs the name of a payload writer, such as flat.", Model() with { Payload = "" } },
        { "Model 'test', parameter 'n': the name is already used by another parameter; give each parameter a unique name.", Model(Number, Number) },
        { "Model 'test', parameter '': it needs a name without control characters.", Model(Number with { Name = "" }) },
        { "Model 'test', parameter 'n': its type is unknown.", Model(Number with { Type = (ModelParameterType)9 }) },
        { "Model 'test', parameter 'n': its group is unknown.", Model(Number with { Group = (ModelParameterGroup)9 }) },
        { "Model 'test', parameter 'n': only text can have several lines.", Model(Number with { Multiline = true }) },
        { "Model 'test', parameter 'n': only a select has options.", Model(Number with { Options = [new("a")] }) },
        { "Model 'test', parameter 's': a select needs options.", Model(Select with { Options = [] }) },
        { "Model 'test', parameter 's': an option needs a value.", Model(Select with { Options = [new("")] }) },
        { "Model 'test', parameter 's': two options have the same value.", Model(Select with { Options = [new("a"), new("a", "b")] }) },
        { "Model 'test', parameter 's': only numbers and text have min and max.", Model(Select with { Min = 1 }) },
        { "Model 'test', parameter 't': only numbers have step and multipleOf.", Model(Text with { Step = 1 }) },
        { "Model 'test', parameter 't': min and max of a text are numbers of characters, whole and not below 0.", Model(Text with { Max = 1.5m }) },
        { "Model 'test', parameter 'n': min is above max.", Model(Number with { Min = 2, Max = 1 }) },
        { "Model 'test', parameter 'n': step must be above 0.", Model(Number with { Step = 0 }) },
        { "Model 'test', parameter 'n': multipleOf must be above 0.", Model(Number with { MultipleOf = -16 }) },
        { "Model 'test', parameter 'n': no multiple of multipleOf lies between min and max.", Model(Number with { Min = 1, Max = 15, MultipleOf = 16 }) },
        { "Model 'test', parameter 'n': its default is not valid. Enter a number of at most 5 for n.", Model(Number with { Max = 5, Default = 6 }) },
        { "Model 'test', parameter 's': its default is not valid. Choose one of these for s: a.", Model(Select with { Default = "b" }) },
        { "Model 'test', parameter 'n': only a lora-selector has a LoRA slot.", Model(Number with { Lora = new LoraSlot() }) },
        { "Model 'test', parameter 'n': its condition names 'x', which the model does not have.", Model(Number with { DependsOn = new("x") }) },
        { "Model 'test', parameter 'n': its condition names a value that 's' can never have.", Model(Select, Number with { DependsOn = new("s", "b") }) },
        { "Model 'test', parameter 'n': its condition depends on itself; remove the cycle.", Model(Number with { DependsOn = new("n", 1) }) },
        { "Model 'test', parameter 'l': its weight 'w' must be a number parameter of the model.", Model(Slot with { Lora = new() { Weight = "w" } }) },
        { "Model 'test', parameter 'l': its weight 't' must be a number parameter of the model.", Model(Text, Slot with { Lora = new() { Weight = "t" } }) },
        {
            "Model 'test', parameter 'm': its weight 'n' belongs to 'l'; give it its own weight.",
            Model(Number, Slot with { Lora = new() { Weight = "n" } }, Slot with { Name = "m", Lora = new() { Weight = "n" } })
        },
        {
            "Model 'test', parameter 'l': pair 1 must have one slot for the high-noise expert and one for the low-noise expert.",
            Model(Slot with { Lora = new() { Pair = 1, Expert = LoraNoiseExpert.High } })
        },
        {
            "Model 'test', parameter 'l': pair 1 must have one slot for the high-noise expert and one for the low-noise expert.",
            Model(Slot with { Lora = new() { Pair = 1, Expert = LoraNoiseExpert.High } }, Slot with { Name = "m", Lora = new() { Pair = 1, Expert = LoraNoiseExpert.High } })
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Definition_error_names_model_and_parameter(string expected, ModelConfig model)
    {
        var issue = Assert.Single(ModelRules.CheckModel(model));
        Assert.Equal((LoraErrorCodes.ModelInvalid, expected), (issue.Code, issue.Message));
    }

    [Fact]
    public void Cycle_of_conditions_is_reported_for_every_parameter_in_it()
    {
        var model = Model(
            Number with { Name = "a", DependsOn = new("b") },
            Number with { Name = "b", DependsOn = new("c") },
            Number with { Name = "c", DependsOn = new("a") },
            Number with { Name = "d", DependsOn = new("a") });

        Assert.Equal(["a", "b", "c"], ModelRules.CheckModel(model).Select(issue => issue.Member));
    }

    [Fact]
    public void Slot_that_depends_on_its_own_weight_is_a_cycle()
    {
        var model = Model(Number, Slot with { Lora = new() { Weight = "n" }, DependsOn = new("n") });
        Assert.Equal(["n", "l"], ModelRules.CheckModel(model).Select(issue => issue.Member));
    }

    [Fact]
    public void Pairs_are_numbered_from_one()
    {
        var model = Model(Slot with { Lora = new() { Pair = 0, Expert = LoraNoiseExpert.High } }, Slot with { Name = "m", Lora = new() { Pair = 0, Expert = LoraNoiseExpert.Low } });
        Assert.Equal(["Model 'test', parameter 'l': pairs are numbered from 1.", "Model 'test', parameter 'm': pairs are numbered from 1."], ModelRules.CheckModel(model).Select(issue => issue.Message));
    }

    [Fact]
    public void All_errors_are_reported_together()
    {
        var model = Model(Number with { Step = 0, Min = 2, Max = 1 }, Select with { Options = [] }, Text with { DependsOn = new("nowhere") }) with { Name = "" };
        Assert.Equal([null, "n", "n", "s", "t"], ModelRules.CheckModel(model).Select(issue => issue.Member));
    }
}
