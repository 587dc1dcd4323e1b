using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Core.Tests.Generation;

public sealed class RequestProperties : IAsyncLifetime
{
    private static readonly ModelCatalog Catalog = ModelCatalog.CreateDefault();
    private static readonly string[] Names = ["moss.safetensors", "한국 수채화.safetensors", "neon rain (v2)_high.safetensors", "old.ckpt"];

    private GenerationHost _host = null!;
    private List<LoraRecord> _own = null!;
    private List<LoraRecord> _foreign = null!;

    public async Task InitializeAsync()
    {
        _host = await GenerationHost.StartAsync();
        _own = [];
        _foreign = [];
        foreach (var name in Names)
        {
            _own.Add(await _host.UploadAsync(name));
            _foreign.Add(await _host.UploadAsync(name, _host.Bob));
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Property(DisplayName = "Feature: lora-management, Property 9: the request contains the path", MaxTest = 150)]
    public Property Request_contains_the_path()
    {
        var cases =
            from id in Gen.Elements("wan22", "flux-krea", "z-image")
            let model = Catalog[id]
            let slots = Slots(model)
            from choices in Gen.Elements([null, .. _own.Cast<LoraRecord?>()]).ListOf(slots.Count)
            from byId in ArbMap.Default.GeneratorFor<bool>()
            from weight in Gen.Choose(-80, 80).Select(steps => steps * 0.05m)
            select (model, slots, choices, byId, weight);
        return Prop.ForAll(cases.ToArbitrary(), async @case =>
        {
            var (model, slots, choices, byId, weight) = @case;
            var values = slots.Zip(choices).Aggregate(ModelValues.Empty.With("prompt", "a fox"), (values, entry) => entry.Second is null
                ? values
                : values.With(entry.First.Name, byId ? $"{entry.Second.Id}" : _host.Manager.GetPath(entry.Second)).With(entry.First.Lora!.Weight!, weight));

            var request = (await _host.Generation.BuildAsync(_host.Ada, model, values)).OrThrow();

            foreach (var (slot, chosen) in slots.Zip(choices))
            {
                Assert.Equal(chosen is null ? "" : _host.Manager.GetPath(chosen), (string?)request.Payload[slot.Name]);
                Assert.Equal(chosen is null ? 1 : weight, (decimal)request.Payload[slot.Lora!.Weight!]!);
            }

            Assert.Equal(choices.OfType<LoraRecord>().Select(lora => lora.Id).Distinct(), request.Loras);
            Assert.Equal(model.Parameters.Select(parameter => parameter.Name).Where(request.Payload.ContainsKey), request.Payload.Select(pair => pair.Key));
            Assert.All(await Task.WhenAll(_own.Select(lora => _host.Manager.FindAsync(_host.Ada, lora.Id))), lora => Assert.Equal(0, lora!.UseCount));
        });
    }

    [Property(DisplayName = "A request with any LoRA of another workspace is refused at exactly those slots", MaxTest = 100)]
    public Property Lora_of_another_workspace_is_refused()
    {
        var slots = Slots(Catalog["wan22"]);
        var cases = Gen.Elements([null, .. _own.Cast<LoraRecord?>(), .. _foreign]).ListOf(slots.Count);
        return Prop.ForAll(cases.ToArbitrary(), async choices =>
        {
            var values = slots.Zip(choices).Aggregate(
                ModelValues.Empty.With("prompt", "a fox"),
                (values, entry) => values.With(entry.First.Name, entry.Second is null ? "" : _host.Manager.GetPath(entry.Second)));

            var result = await _host.Generation.BuildAsync(_host.Ada, "wan22", values);

            var expected = slots.Zip(choices).Where(entry => entry.Second is not null && _foreign.Contains(entry.Second)).Select(entry => entry.First.Name).ToList();
            Assert.Equal(expected.Count == 0, result.Succeeded);
            Assert.Equal(expected, result.Issues.Select(issue => issue.Member));
            Assert.All(result.Issues, issue => Assert.Equal(LoraErrorCodes.ParameterLora, issue.Code));
            Assert.All(await Task.WhenAll(_foreign.Select(lora => _host.Manager.FindAsync(_host.Bob, lora.Id))), lora => Assert.Equal(0, lora!.UseCount));
        });
    }

    private static List<ModelParameter> Slots(ModelConfig model) => [.. model.Parameters.Where(parameter => parameter.Type == ModelParameterType.LoraSelector)];
}
