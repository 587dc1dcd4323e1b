using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelValueTests
{
    private static readonly ModelParameter Width = new()
    {
        Name = "width",
        Label = "Width",
        Type = ModelParameterType.Number,
        Min = 256,
        Max = 2048,
        MultipleOf = 16,
        Default = 832m,
    };

    private static readonly ModelParameter Weight = new() { Name = "weight", Type = ModelParameterType.Number, MultipleOf = 0.05m };

    public static TheoryData<object, string> Numbers => new()
    {
        { 832, "832" }, { 832L, "832" }, { 832.0, "832" }, { 832f, "832" }, { 832.00m, "832" }, { (short)832, "832" }, { 832UL, "832" },
        { "832", "832" }, { " 832 ", "832" }, { "832.0", "832" }, { "8.32e2", "832" },
        { Json("832"), "832" }, { Json("832.0"), "832" }, { Json("\"832\""), "832" }, { JsonValue.Create(832), "832" }, { JsonNode.Parse("832")!, "832" },
        { 0.8, "0.8" }, { 0.8f, "0.8" }, { 0.80m, "0.8" }, { "0.80", "0.8" }, { Json("0.80"), "0.8" }, { 0.1 + 0.2, "0.3" }, { -0.0, "0" }, { "-0", "0" },
        { 9_007_199_254_740_991d, "9007199254740991" }, { 533_303_727_624_653d, "533303727624653" }, { long.MaxValue, "9223372036854775807" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_form_of_a_number_becomes_the_same_decimal(object given, string expected)
    {
        var result = Check(new ModelParameter { Name = "n", Type = ModelParameterType.Number }, given);

        var number = Assert.IsType<decimal>(result.OrThrow()["n"]);
        Assert.Equal(expected, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public static TheoryData<object> NoNumbers =>
        [double.NaN, float.NaN, "1,5", "1 000", "wide", true, Json("true"), Json("[1]"), Json("{}"), "NaN", "Infinity", "0x10", new object()];

    [Theory]
    [MemberData(nameof(NoNumbers))]
    public void Invalid_number_is_refused_with_the_rule(object given)
    {
        var issue = Assert.Single(Check(Width, given).Issues);
        Assert.Equal(new LoraIssue(LoraErrorCodes.ParameterType, "Enter a multiple of 16 from 256 to 2048 for Width.", "width"), issue);
    }

    public static TheoryData<object> NumbersOutside => [255, 240, 2049, 2064, 833, 832.5m, double.PositiveInfinity, double.MinValue, 1e300, float.MaxValue, Json("1e400")];

    [Theory]
    [MemberData(nameof(NumbersOutside))]
    public void Number_out_of_range_is_refused_with_the_rule(object given)
    {
        var issue = Assert.Single(Check(Width, given).Issues);
        Assert.Equal(new LoraIssue(LoraErrorCodes.ParameterRange, "Enter a multiple of 16 from 256 to 2048 for Width.", "width"), issue);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(2048)]
    public void Bounds_are_inclusive(int given) => Assert.True(Check(Width, given).Succeeded);

    [Theory]
    [InlineData("0.15", true)]
    [InlineData("0.3", true)]
    [InlineData("-1.05", true)]
    [InlineData("0.125", false)]
    [InlineData("0.150000001", false)]
    public void Multiples_are_exact(string given, bool isValid) => Assert.Equal(isValid, Check(Weight, given).Succeeded);

    [Theory]
    [InlineData(null, null, null, "Enter a number for n.")]
    [InlineData(1, null, null, "Enter a number of at least 1 for n.")]
    [InlineData(null, 9, null, "Enter a number of at most 9 for n.")]
    [InlineData(1, 9, 1, "Enter a whole number from 1 to 9 for n.")]
    public void Message_states_the_complete_rule(int? min, int? max, int? unit, string expected)
    {
        var parameter = new ModelParameter { Name = "n", Type = ModelParameterType.Number, Min = min, Max = max, MultipleOf = unit };
        Assert.Equal(expected, Assert.Single(Check(parameter, "x").Issues).Message);
    }

    public static TheoryData<object, bool> Booleans => new() { { true, true }, { "true", true }, { "False", false }, { Json("false"), false }, { Json("\"TRUE\""), true } };

    [Theory]
    [MemberData(nameof(Booleans))]
    public void Every_form_of_a_boolean_is_accepted(object given, bool expected) =>
        Assert.Equal(expected, Check(new ModelParameter { Name = "b", Type = ModelParameterType.Boolean }, given).OrThrow()["b"]);

    [Theory]
    [InlineData("yes")]
    [InlineData(1)]
    public void Invalid_boolean_is_refused(object given) =>
        Assert.Equal(LoraErrorCodes.ParameterType, Assert.Single(Check(new ModelParameter { Name = "b", Type = ModelParameterType.Boolean }, given).Issues).Code);

    [Fact]
    public void Select_accepts_only_its_options()
    {
        var select = new ModelParameter { Name = "s", Label = "Mode", Type = ModelParameterType.Select, Options = [new("replace"), new("animate", "Animate it")] };

        Assert.Equal("animate", Check(select, Json("\"animate\"")).OrThrow()["s"]);
        Assert.Equal(
            new LoraIssue(LoraErrorCodes.ParameterOption, "Choose one of these for Mode: replace, animate (Animate it).", "s"),
            Assert.Single(Check(select, "Animate").Issues));
        Assert.Equal(LoraErrorCodes.ParameterType, Assert.Single(Check(select, 1).Issues).Code);
    }

    [Theory]
    [InlineData("ab", "Enter from 3 to 5 characters for t; there are 2.")]
    [InlineData("abcdef", "Enter from 3 to 5 characters for t; there are 6.")]
    [InlineData("abc", null)]
    [InlineData("abcde", null)]
    public void Length_of_text_is_limited(string given, string? expected) =>
        Assert.Equal(expected, Check(new ModelParameter { Name = "t", Type = ModelParameterType.String, Min = 3, Max = 5 }, given).Issues.SingleOrDefault()?.Message);

    [Fact]
    public void Unpaired_surrogate_is_refused_before_it_breaks_the_request()
    {
        var prompt = new ModelParameter { Name = "prompt", Type = ModelParameterType.String };

        Assert.Equal(LoraErrorCodes.ParameterType, Assert.Single(Check(prompt, "a\ud800").Issues).Code);
        Assert.Equal(LoraErrorCodes.ParameterType, Assert.Single(Check(prompt, Json("\"\\ud800\"")).Issues).Code);
        Assert.True(Check(prompt, "a fox 🦊\nin rain").Succeeded);
    }

    [Theory]
    [InlineData(ModelParameterType.String)]
    [InlineData(ModelParameterType.Number)]
    [InlineData(ModelParameterType.Boolean)]
    [InlineData(ModelParameterType.Select)]
    [InlineData(ModelParameterType.LoraSelector)]
    public void Blank_text_is_an_issue_if_a_value_is_required(ModelParameterType type)
    {
        var parameter = new ModelParameter { Name = "p", Type = type, Required = true, Options = type == ModelParameterType.Select ? [new("a")] : [] };
        foreach (var given in new object?[] { null, "", "  ", Json("null"), Json("\"\"") })
        {
            var issue = Assert.Single(Check(parameter, given).Issues);
            Assert.Equal((LoraErrorCodes.ParameterRequired, "p"), (issue.Code, issue.Member));
        }

        Assert.Equal(LoraErrorCodes.ParameterRequired, Assert.Single(ModelRules.CheckValues(Model(parameter), ModelValues.Empty).Issues).Code);
    }

    [Fact]
    public void Missing_value_is_the_default_and_cleared_value_follows_the_rules()
    {
        var model = Model(
            Width,
            new ModelParameter { Name = "note", Type = ModelParameterType.String, Default = "n/a" },
            new ModelParameter { Name = "negative", Type = ModelParameterType.String },
            new ModelParameter { Name = "seed", Type = ModelParameterType.Number },
            new ModelParameter { Name = "lora", Type = ModelParameterType.LoraSelector });

        Assert.Equal("lora=|note=n/a|width=832", Show(ModelRules.CheckValues(model, ModelValues.Empty)));
        Assert.Equal("lora=|note=|width=832", Show(ModelRules.CheckValues(model, Values(("width", ""), ("note", ""), ("negative", " "), ("seed", null), ("lora", null)))));
        Assert.Equal("lora=|note=n/a|width=832", Show(ModelRules.CheckValues(model, Values(("note", null), ("width", null)))));
    }

    [Fact]
    public void Unknown_name_is_an_issue()
    {
        var issue = Assert.Single(Check(Width, 832, ("widht", 1)).Issues);
        Assert.Equal(new LoraIssue(LoraErrorCodes.ParameterUnknown, "Test has no parameter 'widht'. Leave it out.", "widht"), issue);
    }

    [Fact]
    public void Result_does_not_depend_on_the_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        try
        {
            Assert.Equal(0.8m, Check(new ModelParameter { Name = "n", Type = ModelParameterType.Number }, "0.8").OrThrow()["n"]);
            Assert.False(Check(new ModelParameter { Name = "n", Type = ModelParameterType.Number }, "0,8").Succeeded);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    internal static JsonElement Json(string text) => JsonElement.Parse(text);

    internal static ModelConfig Model(params ModelParameter[] parameters) => new() { Id = "test", Name = "Test", Parameters = parameters };

    internal static ModelValues Values(params (string Name, object? Value)[] values) =>
        ModelValues.From(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));

    internal static string Show(LoraResult<ModelValues> result) =>
        string.Join('|', result.OrThrow().Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));

    private static LoraResult<ModelValues> Check(ModelParameter parameter, object? given, params (string, object?)[] others) =>
        ModelRules.CheckValues(Model(parameter), Values([(parameter.Name, given), .. others]));
}
