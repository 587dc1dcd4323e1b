using static Lora.Core.Tests.Parameters.ModelValueTests;

namespace Lora.Core.Tests.Parameters;

public sealed class ModelCatalogTests
{
    private static readonly ModelConfig Own = Model(new ModelParameter { Name = "steps", Type = ModelParameterType.Number, Default = 5 });

    [Fact]
    public void Host_can_add_replace_and_remove_models()
    {
        var catalog = ModelCatalog.CreateDefault().Set(Own).Set(Own with { Id = "TEST", Name = "Second" }).Remove("Z-IMAGE").Remove("nowhere");

        Assert.Equal("Second", catalog["test"].Name);
        Assert.Equal(["flux-krea", "infinite-talk", "qwen-image-edit", "TEST", "video-upscale", "wan-animate", "wan22"], catalog.All.Select(model => model.Id));
        Assert.False(catalog.TryGet("z-image", out _));
        Assert.Throws<KeyNotFoundException>(() => catalog["z-image"]);
    }

    [Fact]
    public void Default_of_any_number_type_is_stored_as_decimal() =>
        Assert.Equal(5m, ModelValues.DefaultsOf(new ModelCatalog().Set(Own)["test"])["steps"]);

    [Fact]
    public void Invalid_model_is_refused_with_all_errors()
    {
        var catalog = new ModelCatalog();
        var exception = Assert.Throws<LoraException>(() => catalog.Set(Own with { Name = "", Payload = "" }));

        Assert.Equal(LoraErrorCodes.ModelInvalid, exception.Code);
        Assert.Contains("it needs a name", exception.Message, StringComparison.Ordinal);
        Assert.Contains("it needs the name of a payload writer", exception.Message, StringComparison.Ordinal);
        Assert.Empty(catalog.All);
    }

    [Fact]
    public void Loading_adds_all_models_or_none()
    {
        var catalog = new ModelCatalog().Set(Own);
        const string Json = """[{ "id": "test", "name": "Replaced" }, { "id": "broken", "name": "" }]""";

        Assert.Throws<LoraException>(() => catalog.Load(Json));
        Assert.Equal("Test", Assert.Single(catalog.All).Name);

        using var stream = new MemoryStream("""{ "id": "test", "name": "Replaced" }"""u8.ToArray());
        Assert.Equal("Replaced", Assert.Single(catalog.Load(stream).All).Name);
    }

    [Fact]
    public async Task Concurrent_catalog_changes_are_all_kept_and_atomic()
    {
        var catalog = new ModelCatalog();
        var pairs = Enumerable.Range(0, 200).Select(index => $$"""[{ "id": "a{{index}}", "name": "A" }, { "id": "b{{index}}", "name": "B" }]""").ToList();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var isWhole = true;
            while (!done.IsCancellationRequested)
            {
                isWhole &= catalog.All.Count % 2 == 0;
            }

            return isWhole;
        });

        await Parallel.ForEachAsync(pairs, (json, _) =>
        {
            catalog.Load(json);
            return ValueTask.CompletedTask;
        });
        await done.CancelAsync();

        Assert.True(await reader);
        Assert.Equal(400, catalog.All.Count);
    }
}
