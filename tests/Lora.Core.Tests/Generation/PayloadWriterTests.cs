using System.Text.Json.Nodes;
using Lora.Generation.Payloads;
using Lora.Inspection;
using static Lora.Core.Tests.Generation.GenerationHost;

namespace Lora.Core.Tests.Generation;

/// <summary>The exact payload for each family of engines. LoRAs are referenced by their file names for readability.</summary>
public sealed class PayloadWriterTests : IAsyncLifetime
{
    private GenerationHost _host = null!;
    private Dictionary<string, string> _names = null!;

    public async Task InitializeAsync()
    {
        _host = await StartAsync(options => options.References = LoraReferenceKind.Name, lora => lora.AddPayloadWriter<UpperCaseWriter>());
        _names = [];
        foreach (var name in new[] { "a_high", "a_low", "b_high", "b_low", "style" })
        {
            var record = await _host.UploadAsync($"{name}.safetensors");
            _names.Add(name, $"{record.Id}");
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public Task Flat_has_every_parameter_under_its_own_name() => ExpectAsync(
        Pairs(PayloadNames.Flat),
        """{"prompt":"a fox","lora_high":"a_high","lora_high_weight":0.8,"lora_low":"","lora_low_weight":1,"lora_high_2":"","lora_low_2":"b_low","lora_low_2_weight":-0.5,"seed":42}""",
        ("lora_high", "a_high"), ("lora_high_weight", 0.80), ("lora_low_2", "b_low"), ("lora_low_2_weight", -0.5m));

    [Fact]
    public Task Lora_pairs_are_objects_with_both_noise_experts() => ExpectAsync(
        Pairs(PayloadNames.LoraPairs),
        """{"prompt":"a fox","seed":42,"lora_pairs":[{"high":"a_high","low":"a_low","high_weight":1,"low_weight":0.125},{"high":"b_high","low":"b_low","high_weight":1,"low_weight":2}]}""",
        ("lora_high", "a_high"), ("lora_low", "a_low"), ("lora_low_weight", 0.125), ("lora_high_2", "b_high"), ("lora_low_2", "b_low"), ("lora_low_2_weight", 2));

    [Fact]
    public Task Lora_pairs_include_a_single_lora_and_omit_empty_pairs() => ExpectAsync(
        Pairs(PayloadNames.LoraPairs),
        """{"prompt":"a fox","seed":42,"lora_pairs":[{"high":"","low":"b_low","high_weight":1,"low_weight":0.5}]}""",
        ("lora_low_2", "b_low"), ("lora_low_2_weight", 0.5));

    [Fact]
    public Task Lora_pairs_are_an_empty_list_without_a_lora() =>
        ExpectAsync(Pairs(PayloadNames.LoraPairs), """{"prompt":"a fox","seed":42,"lora_pairs":[]}""");

    [Fact]
    public Task Lora_pairs_use_a_lora_without_expert_for_both() => ExpectAsync(
        Single(PayloadNames.LoraPairs),
        """{"prompt":"a fox","lora_pairs":[{"high":"style","low":"style","high_weight":0.8,"low_weight":0.8}]}""",
        ("lora", "style"), ("lora_weight", 0.8));

    [Fact]
    public Task Lora_tuples_are_arrays_of_path_and_weight() => ExpectAsync(
        Single(PayloadNames.LoraTuples), """{"prompt":"a fox","lora":[["style",0.8],["a_low",1]]}""", ("lora", "style"), ("lora_weight", 0.8), ("lora_2", "a_low"));

    [Fact]
    public Task Lora_tuples_are_an_empty_list_without_a_lora() => ExpectAsync(Single(PayloadNames.LoraTuples), """{"prompt":"a fox","lora":[]}""");

    [Fact]
    public Task Loras_are_objects_with_path_and_scale() => ExpectAsync(
        Single(PayloadNames.Loras), """{"prompt":"a fox","loras":[{"path":"style","scale":0.8}]}""", ("lora", "style"), ("lora_weight", 0.8));

    [Fact]
    public Task Loras_include_the_transformer_if_the_model_has_two() => ExpectAsync(
        Pairs(PayloadNames.Loras),
        """{"prompt":"a fox","seed":42,"loras":[{"path":"a_high","scale":1,"transformer":"high"},{"path":"a_low","scale":0.9,"transformer":"low"},{"path":"style","scale":1,"transformer":"both"}]}""",
        ("lora_high", "a_high"), ("lora_low", "a_low"), ("lora_low_weight", 0.9), ("lora_any", "style"));

    [Fact]
    public Task Expert_loras_are_two_lists_and_a_lora_without_expert_is_in_both() => ExpectAsync(
        Pairs(PayloadNames.ExpertLoras),
        """{"prompt":"a fox","seed":42,"high_noise_loras":[{"path":"a_high","scale":1},{"path":"style","scale":1}],"low_noise_loras":[{"path":"b_low","scale":0.5},{"path":"style","scale":1}]}""",
        ("lora_high", "a_high"), ("lora_low_2", "b_low"), ("lora_low_2_weight", 0.5), ("lora_any", "style"));

    [Fact]
    public Task Numbered_has_one_lora_for_each_noise_expert() => ExpectAsync(
        Pairs(PayloadNames.Numbered),
        """{"prompt":"a fox","seed":42,"lora_weights_transformer":"a_high","lora_scale_transformer":1.5,"lora_weights_transformer_2":"a_low","lora_scale_transformer_2":1}""",
        ("lora_high", "a_high"), ("lora_high_weight", 1.5), ("lora_low", "a_low"));

    [Fact]
    public Task Numbered_omits_empty_slots() => ExpectAsync(
        Pairs(PayloadNames.Numbered),
        """{"prompt":"a fox","seed":42,"lora_weights_transformer_2":"b_low","lora_scale_transformer_2":1}""",
        ("lora_low_2", "b_low"));

    [Fact]
    public async Task Numbered_refuses_a_second_lora_and_counts_no_use()
    {
        var result = await _host.Generation.BuildAsync(
            _host.Ada, Pairs(PayloadNames.Numbered), Given([("lora_high", "a_high"), ("lora_high_2", "b_high"), ("lora_any", "style")]));

        Assert.Equal(
            [(LoraErrorCodes.ParameterLoraLimit, "lora_high_2"), (LoraErrorCodes.ParameterLoraLimit, "lora_any")],
            result.Issues.Select(issue => (issue.Code, issue.Member!)));
        Assert.Equal(0, (await _host.Manager.FindAsync(_host.Ada, _names["a_high"]))!.UseCount);
    }

    [Theory]
    [InlineData(PayloadNames.Flat)]
    [InlineData(PayloadNames.LoraPairs)]
    [InlineData(PayloadNames.LoraTuples)]
    [InlineData(PayloadNames.Loras)]
    [InlineData(PayloadNames.ExpertLoras)]
    [InlineData(PayloadNames.Numbered)]
    public Task Numbers_keep_their_digits(string payload)
    {
        var numbers = new ModelConfig
        {
            Id = "n",
            Name = "Numbers",
            Payload = payload,
            Parameters = [.. "abcdef".Select(letter => new ModelParameter { Name = $"{letter}", Type = ModelParameterType.Number })],
        };
        var body = payload switch
        {
            PayloadNames.LoraPairs => ",\"lora_pairs\":[]",
            PayloadNames.LoraTuples => ",\"lora\":[]",
            PayloadNames.Loras => ",\"loras\":[]",
            PayloadNames.ExpertLoras => ",\"high_noise_loras\":[],\"low_noise_loras\":[]",
            _ => "",
        };
        return ExpectAsync(
            numbers,
            $$"""{"a":0.8,"b":832,"c":0.3,"d":-0.05,"e":9007199254740991,"f":0.0000001{{body}}}""",
            ("a", 0.8), ("b", "832.0"), ("c", 0.1 + 0.2), ("d", -0.05f), ("e", 9007199254740991d), ("f", "1e-7"));
    }

    [Fact]
    public async Task Host_can_add_a_payload_writer() =>
        Assert.Equal("""{"PROMPT":"a fox"}""", await _host.WriteAsync(Single("upper"), ("prompt", "a fox")));

    private static ModelParameter Prompt { get; } = new() { Name = "prompt", Type = ModelParameterType.String };

    private static ModelConfig Single(string payload) => new()
    {
        Id = "single",
        Name = "Single",
        Payload = payload,
        Parameters = [Prompt, Slot("lora", null, null, "lora_weight"), Weight("lora_weight"), .. payload == PayloadNames.LoraTuples ? [Slot("lora_2", null, null)] : Array.Empty<ModelParameter>()],
    };

    private static ModelConfig Pairs(string payload) => new()
    {
        Id = "pairs",
        Name = "Pairs",
        Payload = payload,
        Parameters =
        [
            Prompt,
            Slot("lora_high", LoraNoiseExpert.High, 1, "lora_high_weight"),
            Weight("lora_high_weight"),
            Slot("lora_low", LoraNoiseExpert.Low, 1, "lora_low_weight"),
            Weight("lora_low_weight"),
            Slot("lora_high_2", LoraNoiseExpert.High, 2),
            Slot("lora_low_2", LoraNoiseExpert.Low, 2, "lora_low_2_weight"),
            Weight("lora_low_2_weight") with { Default = null },
            .. payload is PayloadNames.Flat or PayloadNames.LoraPairs ? Array.Empty<ModelParameter>() : [Slot("lora_any", null, null)],
            new ModelParameter { Name = "seed", Type = ModelParameterType.Number, Default = 42m },
        ],
    };

    private static ModelParameter Slot(string name, LoraNoiseExpert? expert, int? pair, string? weight = null) =>
        new() { Name = name, Type = ModelParameterType.LoraSelector, Lora = new LoraSlot { Expert = expert, Pair = pair, Weight = weight } };

    private static ModelParameter Weight(string name) => new() { Name = name, Type = ModelParameterType.Number, Default = 1m, Min = -4, Max = 4 };

    private ModelValues Given(IEnumerable<(string Name, object? Value)> values) =>
        Values([.. values.Select(value => (value.Name, value.Value is string text && _names.TryGetValue(text, out var id) ? id : value.Value))]);

    private async Task ExpectAsync(ModelConfig model, string expected, params (string Name, object? Value)[] values)
    {
        IEnumerable<(string, object?)> given = model.Find("prompt") is null ? values : [("prompt", "a fox"), .. values];
        var request = (await _host.Generation.BuildAsync(_host.Ada, model, Given(given))).OrThrow();
        var body = _names.Aggregate(request.Payload.ToJsonString(), (text, name) => text.Replace($"ada/{name.Value}/{name.Key}.safetensors", name.Key, StringComparison.Ordinal));
        Assert.Equal(expected, body);
    }

    private sealed class UpperCaseWriter : IGenerationPayloadWriter
    {
        public string Name => "upper";

        public LoraResult<JsonObject> Write(GenerationInput input) =>
            new JsonObject(input.WriteOthers().Select(pair => KeyValuePair.Create(pair.Key.ToUpperInvariant(), pair.Value?.DeepClone())));
    }
}
