using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Generation.Payloads;
using Lora.Inspection;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelJsonTests
{
    private const string Example = """
        // A host's own model.
        {
          "id": "wan22-fast", "name": "Wan 2.2 fast", "description": "Image to video", "payload": "lora-pairs",
          "parameters": [
            { "name": "prompt", "type": "string", "label": "Prompt", "required": true, "multiline": true, "max": 2000 },
            { "name": "steps", "type": "number", "default": 4, "min": 1, "max": 8, "step": 1, "multipleOf": 1, "group": "advanced" },
            { "name": "fast", "type": "boolean", "default": true, "group": "hidden" },
            { "name": "mode", "type": "select", "options": [{ "value": "a", "label": "First" }, { "value": "b" }], "default": "b" },
            { "name": "tail", "type": "number", "default": 0.80, "dependsOn": { "parameter": "fast", "value": true } },
            { "name": "lora_high", "type": "lora-selector", "lora": { "expert": "high", "pair": 1, "weight": "lora_high_weight" } },
            { "name": "lora_high_weight", "type": "number", "default": 1.0 },
            { "name": "lora_low", "type": "lora-selector", "lora": { "expert": "low", "pair": 1 } },
          ]
        }
        """;

    [Fact]
    public void Model_survives_serialization()
    {
        var model = Assert.Single(ModelJson.Read(Example).OrThrow());

        Assert.Equal(("wan22-fast", "Wan 2.2 fast", "Image to video", "lora-pairs"), (model.Id, model.Name, model.Description, model.Payload));
        Assert.Equivalent(
            new ModelParameter
            {
                Name = "steps",
                Type = ModelParameterType.Number,
                Default = 4m,
                Min = 1,
                Max = 8,
                Step = 1,
                MultipleOf = 1,
                Group = ModelParameterGroup.Advanced,
            },
            model.Find("steps"),
            strict: true);
        Assert.Equal("0.8", $"{model.Find("tail")!.Default}");
        Assert.Equal(new ModelDependency("fast", true), model.Find("tail")!.DependsOn);
        Assert.Equal([new ModelOption("a", "First"), new ModelOption("b")], model.Find("mode")!.Options);
        Assert.Equal(new LoraSlot { Expert = LoraNoiseExpert.High, Pair = 1, Weight = "lora_high_weight" }, model.Find("lora_high")!.Lora);
        Assert.True(model.AcceptsLora);
    }

    [Fact]
    public void Omitted_members_have_their_default()
    {
        var model = Assert.Single(ModelJson.Read("""[{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "string" }] }]""").OrThrow());

        Assert.Equal(PayloadNames.Flat, model.Payload);
        Assert.Empty(model.Find("p")!.Options);
        Assert.Empty(Assert.Single(ModelJson.Read("""{ "id": "x", "name": "X", "parameters": null, "payload": null }""").OrThrow()).Parameters);
    }

    [Theory]
    [InlineData("""{ "id": "x", "name": "X", "color": 1 }""", "Model 'x': 'color' is not known. Known members: description, id, name, parameters, payload.")]
    [InlineData("""{ "id": "x", "name": "X", "takesLora": true }""", "Model 'x': 'takesLora' is not known. Known members: description, id, name, parameters, payload.")]
    [InlineData("""{ "id": "x" }""", "Model 'x': 'name' is missing.")]
    [InlineData("""{ "id": null, "name": "X" }""", "Model 1: 'id' is missing.")]
    [InlineData("""{ "id": "x", "name": 1 }""", "Model 'x': 'name' must be text.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": {} }""", "Model 'x': 'parameters' must be an array.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [null] }""", "Model 'x': 'parameters[0]' must be an object.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "type": "string" }] }""", "Model 'x': 'parameters[0].name' is missing.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "lora" }] }""", "Model 'x', parameter 'p': 'type' must be one of string, number, boolean, select, lora-selector.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "string", "group": null }] }""", "Model 'x', parameter 'p': 'group' must be one of basic, advanced, hidden.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "number", "min": "1" }] }""", "Model 'x', parameter 'p': 'min' must be a number.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "number", "default": [1] }] }""", "Model 'x', parameter 'p': 'default' must be text, a number, true or false.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "number", "default": 1e99 }] }""", "Model 'x', parameter 'p': 'default' must be text, a number, true or false.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "string", "dependsOn": { "value": 1 } }] }""", "Model 'x', parameter 'p': 'dependsOn.parameter' is missing.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "lora-selector", "lora": { "pair": 1.5 } }] }""", "Model 'x', parameter 'p': 'lora.pair' must be a whole number.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "select", "options": ["a"] }] }""", "Model 'x', parameter 'p': 'options[0]' must be an object.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "select", "options": [{ "label": "a" }] }] }""", "Model 'x', parameter 'p': 'options[0].value' is missing.")]
    [InlineData("""{ "id": "x", "name": "X", "parameters": [{ "name": "p", "type": "select" }] }""", "Model 'x', parameter 'p': a select needs options.")]
    [InlineData("""[{ "id": "x", "name": "X" }, { "id": "X", "name": "X" }]""", "Model 'x' is defined 2 times. Give each model a unique id.")]
    [InlineData("5", "Model 1 must be an object.")]
    public void Json_error_names_model_parameter_and_member(string json, string expected)
    {
        var issue = Assert.Single(ModelJson.Read(json).Issues);
        Assert.Equal((LoraErrorCodes.ModelInvalid, expected), (issue.Code, issue.Message));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "id": "x", "id": "y", "name": "X" }""")]
    public void Invalid_json_is_one_issue(string json) =>
        Assert.StartsWith("The models are not valid JSON: ", Assert.Single(ModelJson.Read(json).Issues).Message, StringComparison.Ordinal);

    [Fact]
    public void All_errors_of_all_models_are_reported_together()
    {
        const string Json = """
            [
              { "id": "a", "nmae": "A", "parameters": [{ "name": "p", "type": "text", "minimum": 1 }] },
              { "id": "b", "name": "", "parameters": [{ "name": "p", "type": "number", "min": 2, "max": 1 }] }
            ]
            """;

        Assert.Equal(["nmae", "type", "minimum", "name", null, "p"], ModelJson.Read(Json).Issues.Select(issue => issue.Member));
    }

    [Fact]
    public void Built_in_models_survive_serialization()
    {
        var models = ModelCatalog.CreateDefault().All;
        Assert.Equivalent(models, ModelJson.Read(ModelJson.Write(models)).OrThrow(), strict: true);
    }

    [Property(DisplayName = "Any valid model survives serialization", MaxTest = 300)]
    public Property Any_valid_model_survives_being_written_and_read() => Prop.ForAll(ModelGenerators.Model.ToArbitrary(), model =>
    {
        Assert.Empty(ModelRules.CheckModel(model));
        var text = ModelJson.Write([model]);
        var read = Assert.Single(ModelJson.Read(text).OrThrow());
        Assert.Equivalent(model with { Name = read.Name, Description = read.Description, Parameters = [] }, read with { Parameters = [] }, strict: true);
        Assert.Equal(text, ModelJson.Write([read]));
        Assert.Equal(model.Parameters.Select(Shape), read.Parameters.Select(Shape));
    });

    // Records are compared by value, but lists by reference, so the options are compared separately.
    private static (ModelParameter, string) Shape(ModelParameter parameter) =>
        (parameter with { Options = [], Label = null, Description = null }, string.Join('|', parameter.Options.Select(option => option.Value)));
}
