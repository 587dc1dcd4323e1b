using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelValuesJsonTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\ud800", "\\u0000", "\ud800", "\ufeff", "true", "false", "null", "0", "-", "1e400", "1e-400", "1e99999999999", "12.50",
        "\"prompt\"", "\"lora\":", "{}", "[]", "//", " ", "\n", "한국", "NaN",
    ];

    private static Gen<string> Name => Gen.OneOf(Gen.Elements("prompt", "seed", "", "a b", "한국", "\"quoted\""), ModelGenerators.Text);

    private static Gen<object?> Scalar => Gen.OneOf(
        Gen.Elements<object?>(null, true, false),
        ModelGenerators.Text.Select(object? (text) => text),
        ModelGenerators.Decimals.Select(object? (number) => number));

    private static Gen<string> WrittenValue => Gen.Frequency(
        (8, Scalar.Select(value => JsonSerializer.Serialize(value))),
        (1, Gen.Elements("{}", "[]", "{\"a\":[1]}", "[{}]", "1e400", "-1e400", "79228162514264337593543950336", "\"\\ud800\"", "\"\\udc00 \\ud800\"")));

    private static Gen<string> Written =>
        from members in Gen.Zip(Name, WrittenValue).ListOf()
        select $"{{{string.Join(',', members.Select(member => $"{JsonSerializer.Serialize(member.Item1)}:{member.Item2}"))}}}";

    private static Gen<string> Broken => Gen.Elements(Pieces).ListOf().Select(string.Concat);

    [Fact]
    public void Text_numbers_and_booleans_are_read_by_name()
    {
        var values = ModelValues.FromJson("""{"prompt":"여우 \ud83e\udd8a","seed":42,"strength":0.80,"steps":1e1,"upscale":true,"lora":null}""").OrThrow();

        Assert.Equal(6, values.Count);
        Assert.Equal("여우 🦊", values["prompt"]);
        Assert.Equal((42m, 0.8m, 10m), (values["seed"], values["strength"], values["steps"]));
        Assert.Equal("0.8", values["strength"]!.ToString());
        Assert.Equal(true, values["upscale"]);
        Assert.Null(values["lora"]);
    }

    [Theory]
    [InlineData("""{"prompt":"a","lora":{"path":"x"}}""", LoraErrorCodes.ParameterType, "lora")]
    [InlineData("""{"lora":[]}""", LoraErrorCodes.ParameterType, "lora")]
    [InlineData("""{"prompt":"half \ud800"}""", LoraErrorCodes.ParameterType, "prompt")]
    [InlineData("""{"seed":1e400}""", LoraErrorCodes.ParameterRange, "seed")]
    [InlineData("""{"seed":79228162514264337593543950336}""", LoraErrorCodes.ParameterRange, "seed")]
    [InlineData("""{"seed":1e9999999999999}""", LoraErrorCodes.ParameterRange, "seed")]
    [InlineData("""{"seed":1,"prompt":"a","seed":1}""", LoraErrorCodes.RequestInvalid, "seed")]
    [InlineData("""{"seed":[],"seed":1,"s\u0065ed":2}""", LoraErrorCodes.RequestInvalid, "seed")]
    [InlineData("""{"\ud800":1}""", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("{", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("""{"seed":1,}""", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("""{"seed":NaN}""", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("""{"prompt":"a"} {}""", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("null", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("[1]", LoraErrorCodes.RequestInvalid, null)]
    [InlineData("\"text\"", LoraErrorCodes.RequestInvalid, null)]
    public void Invalid_value_is_one_issue_with_its_member(string json, string code, string? member)
    {
        var issue = Assert.Single(ModelValues.FromJson(json).Issues);

        Assert.Equal((code, member), (issue.Code, issue.Member));
        Assert.Equal(issue, Assert.Single(ModelValues.FromJson(Encoding.UTF8.GetBytes(json)).Issues));
    }

    [Fact]
    public void Every_invalid_member_is_reported()
    {
        var issues = ModelValues.FromJson("""{"a":[],"b":1,"c":1e400,"b":2,"d":"fine"}""").Issues;
        Assert.Equal(["a", "b", "c"], issues.Select(issue => issue.Member).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"prompt\":\"\xff\"}", "prompt")]
    [InlineData("{\"prompt\":\"\xc3\"}", "prompt")]
    [InlineData("{\"\xff\":1}", null)]
    public void Invalid_utf8_is_an_issue(string latin1, string? member)
    {
        var issue = Assert.Single(ModelValues.FromJson(Encoding.Latin1.GetBytes(latin1)).Issues);
        Assert.Equal(member, issue.Member);
        Assert.Contains("Unicode", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_with_an_unpaired_surrogate_is_an_issue()
    {
        Assert.Equal(LoraErrorCodes.RequestInvalid, Assert.Single(ModelValues.FromJson("{\"prompt\":\"\ud800\"}").Issues).Code);
    }

    [Fact]
    public void Deep_nesting_and_many_members_are_one_issue_each()
    {
        var deep = $"{{\"a\":{new string('[', 100_000)}{new string(']', 100_000)}}}";
        var many = $"{{{string.Join(',', Enumerable.Range(0, 100_000).Select(index => $"\"a{index}\":[]"))}}}";

        Assert.Equal(LoraErrorCodes.RequestInvalid, Assert.Single(ModelValues.FromJson(deep).Issues).Code);
        Assert.Equal(LoraErrorCodes.RequestInvalid, Assert.Single(ModelValues.FromJson(many).Issues).Code);
    }

    [Fact]
    public void Message_truncates_a_long_name()
    {
        var name = new string('n', 99) + "🦊" + new string('n', 100_000);
        var issue = Assert.Single(ModelValues.FromJson($"{{\"{name}\":[]}}").Issues);
        Assert.Equal(name, issue.Member);
        Assert.InRange(issue.Message.Length, 100, 200);
        Assert.All(issue.Message, letter => Assert.False(char.IsSurrogate(letter)));
    }

    [Fact]
    public async Task Stream_is_read_like_text_and_read_errors_are_thrown()
    {
        using var sound = new MemoryStream("""{"seed":42}"""u8.ToArray());
        using var broken = new MemoryStream("""{"seed":"""u8.ToArray());
        using var closed = new MemoryStream();
        await closed.DisposeAsync();

        Assert.Equal(42m, (await ModelValues.FromJsonAsync(sound)).OrThrow()["seed"]);
        Assert.Equal(LoraErrorCodes.RequestInvalid, Assert.Single((await ModelValues.FromJsonAsync(broken)).Issues).Code);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ModelValues.FromJsonAsync(closed));
    }

    [Property(DisplayName = "Any text gives values or issues, from a string and from bytes alike", MaxTest = 2000)]
    public Property Any_text_gives_values_or_issues() => Prop.ForAll(Gen.OneOf(Written, Broken).ToArbitrary(), json =>
    {
        var result = ModelValues.FromJson(json);
        Assert.Equal(result.Succeeded, result.Issues.Count == 0);
        Assert.All(result.Issues, issue => Assert.EndsWith(".", issue.Message, StringComparison.Ordinal));
        Assert.All(result.Value ?? ModelValues.Empty, pair => Assert.True(pair.Value is null or string or bool or decimal));
        if (ModelGenerators.IsWellFormed(json))
        {
            Assert.Equivalent(result, ModelValues.FromJson(Encoding.UTF8.GetBytes(json)));
        }

        return true.Classify(result.Succeeded, "values").Classify(!result.Succeeded, "issues");
    });

    [Property(DisplayName = "Any bytes give values or issues", MaxTest = 2000)]
    public Property Any_bytes_give_values_or_issues()
    {
        var cases =
            from json in Written
            from places in Gen.Zip(Gen.Choose(0, 1000), Gen.Choose(0, 255)).ListOf()
            let bytes = places.Aggregate(Encoding.UTF8.GetBytes(json), static (bytes, change) => Changed(bytes, change.Item1, (byte)change.Item2))
            select bytes;
        return Prop.ForAll(cases.ToArbitrary(), bytes =>
        {
            var result = ModelValues.FromJson(bytes);
            Assert.NotEqual(result.Succeeded, result.Issues.Count > 0);
        });
    }

    [Property(DisplayName = "Values survive serialization to JSON", MaxTest = 500)]
    public Property Values_survive_serialization()
    {
        var cases = Gen.Zip(Name, Scalar).ListOf().Select(members => members
            .DistinctBy(member => member.Item1, StringComparer.Ordinal)
            .ToDictionary(member => member.Item1, member => member.Item2, StringComparer.Ordinal));
        return Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var values = ModelValues.FromJson(JsonSerializer.SerializeToElement(given)).OrThrow();
            Assert.Equal(given.OrderBy(pair => pair.Key, StringComparer.Ordinal), values);
        });
    }

    private static byte[] Changed(byte[] bytes, int place, byte value)
    {
        byte[] changed = [.. bytes];
        changed[place % bytes.Length] = value;
        return changed;
    }
}
