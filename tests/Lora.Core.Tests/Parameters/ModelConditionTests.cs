using static Lora.Core.Tests.Parameters.ModelValueTests;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelConditionTests
{
    private static readonly ModelConfig Talk = Model(
        new ModelParameter { Name = "mode", Type = ModelParameterType.Select, Options = [new("image"), new("video")], Default = "image" },
        new ModelParameter { Name = "image", Type = ModelParameterType.String, Required = true, DependsOn = new ModelDependency("mode", "image") },
        new ModelParameter { Name = "video", Type = ModelParameterType.String, Required = true, DependsOn = new ModelDependency("mode", "video") },
        new ModelParameter { Name = "start", Type = ModelParameterType.Number, Default = 5m, DependsOn = new ModelDependency("video") });

    [Fact]
    public void Parameter_whose_condition_is_not_met_is_ignored()
    {
        Assert.Equal("image=a.png|mode=image", Show(ModelRules.CheckValues(Talk, Values(("image", "a.png"), ("video", 5), ("start", "not a number")))));
        Assert.Equal("mode=video|start=5|video=a.mp4", Show(ModelRules.CheckValues(Talk, Values(("mode", "video"), ("image", 5), ("video", "a.mp4")))));
    }

    [Fact]
    public void Parameter_whose_condition_is_met_by_a_default_is_required()
    {
        var issue = Assert.Single(ModelRules.CheckValues(Talk, ModelValues.Empty).Issues);
        Assert.Equal((LoraErrorCodes.ParameterRequired, "image"), (issue.Code, issue.Member));
    }

    [Fact]
    public void Active_parameters_depend_on_the_values()
    {
        Assert.Equal(["mode", "image"], Active(Talk));
        Assert.Equal(["mode", "video"], Active(Talk, ("mode", "video")));
        Assert.Equal(["mode", "video", "start"], Active(Talk, ("mode", "video"), ("video", "a.mp4")));
        Assert.Equal(["mode"], Active(Talk, ("mode", "sound")));
    }

    [Fact]
    public void Condition_on_a_number_or_boolean_compares_values_not_types()
    {
        var model = Model(
            new ModelParameter { Name = "count", Type = ModelParameterType.Number, Default = 1m },
            new ModelParameter { Name = "second", Type = ModelParameterType.String, Default = "b", DependsOn = new ModelDependency("count", 2) },
            new ModelParameter { Name = "loud", Type = ModelParameterType.Boolean },
            new ModelParameter { Name = "volume", Type = ModelParameterType.Number, Default = 3m, DependsOn = new ModelDependency("loud", true) });

        Assert.Equal(["count", "second", "loud", "volume"], Active(model, ("count", "2.0"), ("loud", "true")));
        Assert.Equal(["count", "loud"], Active(model, ("loud", false)));
    }

    [Fact]
    public void Weight_of_an_empty_slot_is_its_default()
    {
        var model = Model(
            new ModelParameter { Name = "lora", Type = ModelParameterType.LoraSelector, Lora = new LoraSlot { Weight = "weight" } },
            new ModelParameter { Name = "weight", Type = ModelParameterType.Number, Default = 1m, Min = -4, Max = 4 });

        Assert.Equal("lora=|weight=1", Show(ModelRules.CheckValues(model, Values(("weight", 99)))));
        Assert.Equal("lora=a|weight=0.5", Show(ModelRules.CheckValues(model, Values(("lora", "a"), ("weight", 0.5)))));
        Assert.Equal("weight", Assert.Single(ModelRules.CheckValues(model, Values(("lora", "a"), ("weight", 99))).Issues).Member);
    }

    [Fact]
    public void Weight_of_an_inactive_slot_is_inactive()
    {
        var model = Model(
            new ModelParameter { Name = "styled", Type = ModelParameterType.Boolean, Default = false },
            new ModelParameter
            {
                Name = "lora",
                Type = ModelParameterType.LoraSelector,
                Lora = new LoraSlot { Weight = "weight" },
                DependsOn = new ModelDependency("styled", true),
            },
            new ModelParameter { Name = "weight", Type = ModelParameterType.Number, Default = 1m });

        Assert.Equal("styled=False", Show(ModelRules.CheckValues(model, Values(("lora", "a"), ("weight", 2)))));
        Assert.Equal("lora=a|styled=True|weight=2", Show(ModelRules.CheckValues(model, Values(("styled", true), ("lora", "a"), ("weight", 2)))));
    }

    [Fact]
    public void Values_of_a_model_with_circular_conditions_can_be_checked()
    {
        var model = Model(
            new ModelParameter { Name = "a", Type = ModelParameterType.String, DependsOn = new ModelDependency("b") },
            new ModelParameter { Name = "b", Type = ModelParameterType.String, DependsOn = new ModelDependency("a") },
            new ModelParameter { Name = "c", Type = ModelParameterType.String, DependsOn = new ModelDependency("c") });

        Assert.Empty(Active(model, ("a", "x"), ("b", "x"), ("c", "x")));
    }

    private static IEnumerable<string> Active(ModelConfig model, params (string, object?)[] values) =>
        ModelRules.ActiveParameters(model, Values(values)).Select(parameter => parameter.Name);
}
