using Microsoft.Extensions.DependencyInjection;
using static Lora.Core.Tests.Generation.GenerationHost;

namespace Lora.Core.Tests.Generation;

public sealed class LoraGenerationTests : IAsyncLifetime
{
    private static readonly ModelCatalog Catalog = ModelCatalog.CreateDefault();
    private static readonly ModelConfig Flux = Catalog["flux-krea"];
    private static readonly ModelConfig Wan = Catalog["wan22"];

    private GenerationHost _host = null!;

    public async Task InitializeAsync() => _host = await StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Request_contains_the_path_of_the_selected_lora()
    {
        var lora = await _host.UploadAsync("moss.safetensors");
        var path = _host.Manager.GetPath(lora);

        var request = (await _host.Generation.BuildAsync(_host.Ada, "flux-krea", Values(("prompt", "a fox"), ("lora", path), ("lora_weight", "0.80")))).OrThrow();

        Assert.Equal("flux-krea", request.Model);
        Assert.Equal(
            $$"""{"prompt":"a fox","width":1024,"height":1024,"lora":"{{path}}","lora_weight":0.8,"guidance":1,"seed":42}""",
            request.Payload.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal([lora.Id], request.Loras);
    }

    [Fact]
    public async Task Lora_can_be_given_by_its_id()
    {
        var lora = await _host.UploadAsync("moss.safetensors");
        var request = (await _host.Generation.BuildAsync(_host.Ada, Flux, Values(("prompt", "a fox"), ("lora", $"{lora.Id}")))).OrThrow();
        Assert.Equal(_host.Manager.GetPath(lora), (string?)request.Payload["lora"]);
    }

    [Fact]
    public async Task Empty_slot_is_an_empty_string_with_its_default_weight()
    {
        Assert.Equal(
            """{"prompt":"a fox","width":1024,"height":1024,"lora":"","lora_weight":1,"guidance":1,"seed":42}""",
            await _host.WriteAsync(Flux, ("prompt", "a fox"), ("lora", null), ("lora_weight", 3)));
    }

    [Fact]
    public async Task Foreign_deleted_and_unknown_loras_are_refused_with_the_same_issue()
    {
        var foreign = await _host.UploadAsync("bobs.safetensors", _host.Bob);
        var deleted = await _host.UploadAsync("gone.safetensors");
        await _host.Manager.DeleteAsync(_host.Ada, deleted.Id);

        string[] names = [_host.Manager.GetPath(foreign), $"{foreign.Id}", _host.Manager.GetPath(deleted), $"{deleted.Id}", "s3://elsewhere/x.safetensors", "../x", "a\0b", "\u202e"];
        foreach (var name in names)
        {
            var issue = Assert.Single((await _host.Generation.BuildAsync(_host.Ada, Flux, Values(("prompt", "a fox"), ("lora", name)))).Issues);
            Assert.Equal(
                new LoraIssue(LoraErrorCodes.ParameterLora, "The LoRA selected for LoRA is no longer in this workspace. Choose another one or none.", "lora"),
                issue);
        }

        Assert.Equal(0, (await _host.Manager.FindAsync(_host.Bob, foreign.Id))!.UseCount);
    }

    [Fact]
    public async Task All_issues_are_reported_in_form_order_and_no_use_is_counted()
    {
        var lora = await _host.UploadAsync("moss.safetensors");
        var result = await _host.Generation.BuildAsync(
            _host.Ada,
            Wan,
            Values(("lora_high", $"{lora.Id}"), ("lora_low", "nowhere"), ("width", 17), ("lora_low_2", "nowhere"), ("seed", -1), ("extra", 1)));

        Assert.Equal(
            [
                (LoraErrorCodes.ParameterRequired, "prompt"), (LoraErrorCodes.ParameterRange, "width"), (LoraErrorCodes.ParameterLora, "lora_low"),
                (LoraErrorCodes.ParameterLora, "lora_low_2"), (LoraErrorCodes.ParameterRange, "seed"), (LoraErrorCodes.ParameterUnknown, "extra"),
            ],
            result.Issues.Select(issue => (issue.Code, issue.Member!)));
        Assert.Equal(0, (await _host.Manager.FindAsync(_host.Ada, lora.Id))!.UseCount);
    }

    [Fact]
    public async Task Lora_selected_twice_counts_one_use()
    {
        var lora = await _host.UploadAsync("both.safetensors");
        var other = await _host.UploadAsync("low.safetensors");
        var request = (await _host.Generation.BuildAsync(
            _host.Ada, Wan, Values(("prompt", "a fox"), ("lora_high", $"{lora.Id}"), ("lora_low", $"{other.Id}"), ("lora_low_2", _host.Manager.GetPath(lora))))).OrThrow();

        Assert.Equal([lora.Id, other.Id], request.Loras);
        await _host.Generation.RecordUseAsync(_host.Ada, request);
        Assert.Equal(1, (await _host.Manager.FindAsync(_host.Ada, lora.Id))!.UseCount);
    }

    [Fact]
    public async Task Requests_contain_urls_if_configured()
    {
        await using var host = await StartAsync(options =>
        {
            options.References = LoraReferenceKind.Url;
            options.UrlLifetime = TimeSpan.FromHours(6);
        });
        var lora = await host.UploadAsync("moss.safetensors");
        var expiry = host.Time.GetUtcNow().AddHours(6).ToUnixTimeSeconds();

        var request = (await host.Generation.BuildAsync(host.Ada, Flux, Values(("prompt", "a fox"), ("lora", host.Manager.GetPath(lora))))).OrThrow();

        Assert.Equal($"https://studio.example/{lora.Id}.safetensors?until={expiry}", (string?)request.Payload["lora"]);
    }

    [Fact]
    public async Task Requests_contain_names_inside_the_folder_if_configured()
    {
        await using var host = await StartAsync(options => options.References = LoraReferenceKind.Name);
        var lora = await host.UploadAsync("moss.safetensors");

        var request = (await host.Generation.BuildAsync(host.Ada, Flux, Values(("prompt", "a fox"), ("lora", $"{lora.Id}")))).OrThrow();

        Assert.Equal($"ada/{lora.Id}/moss.safetensors", (string?)request.Payload["lora"]);
    }

    [Fact]
    public async Task Missing_url_support_is_an_issue_of_the_parameter()
    {
        await using var host = await StartAsync(
            options => options.References = LoraReferenceKind.Url,
            lora => lora.Services.Remove(lora.Services.Single(service => service.ServiceType == typeof(ILoraUrlSigner))));
        var lora = await host.UploadAsync("moss.safetensors");

        var issue = Assert.Single((await host.Generation.BuildAsync(host.Ada, Flux, Values(("prompt", "a fox"), ("lora", $"{lora.Id}")))).Issues);

        Assert.Equal((LoraErrorCodes.UrlUnsupported, "lora"), (issue.Code, issue.Member));
        Assert.Equal(0, (await host.Manager.FindAsync(host.Ada, lora.Id))!.UseCount);
    }

    public static TheoryData<string, string> WithoutLora => new()
    {
        { "wan-animate", """{"prompt":"a fox","mode":"replace","width":832,"height":480,"fps":16,"steps":6,"cfg":1,"seed":42}""" },
        { "infinite-talk", """{"input_type":"image","person_count":"single","prompt":"a fox","width":512,"height":512,"force_offload":true}""" },
        { "qwen-image-edit", """{"prompt":"a fox","width":512,"height":512,"guidance":1,"seed":42}""" },
        { "video-upscale", """{"task_type":"upscale"}""" },
    };

    [Theory]
    [MemberData(nameof(WithoutLora))]
    public async Task Models_without_lora_work_without_registered_stores(string id, string expected)
    {
        var services = new ServiceCollection();
        services.AddLoraCore();
        await using var provider = services.BuildServiceProvider();
        var model = Catalog[id];
        var values = model.Find("prompt") is null ? ModelValues.Empty : Values(("prompt", "a fox"));

        var request = (await provider.GetRequiredService<LoraGeneration>().BuildAsync(_host.Ada, model, values)).OrThrow();

        Assert.Equal(expected, request.Payload.ToJsonString());
        Assert.Empty(request.Loras);
    }

    [Fact]
    public async Task Unknown_model_is_an_issue_that_lists_the_known_ones()
    {
        var issue = Assert.Single((await _host.Generation.BuildAsync(_host.Ada, "wan23", ModelValues.Empty)).Issues);
        Assert.Equal((LoraErrorCodes.ModelUnknown, "model"), (issue.Code, issue.Member));
        Assert.Contains("wan22", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_model_or_unknown_payload_writer_throws()
    {
        var faulty = await Assert.ThrowsAsync<LoraException>(() => _host.Generation.BuildAsync(_host.Ada, Flux with { Name = "" }, ModelValues.Empty));
        var unknown = await Assert.ThrowsAsync<LoraException>(() => _host.Generation.BuildAsync(_host.Ada, Flux with { Payload = "own" }, ModelValues.Empty));

        Assert.Equal(LoraErrorCodes.ModelInvalid, faulty.Code);
        Assert.Equal(LoraErrorCodes.ModelInvalid, unknown.Code);
        Assert.Contains("'own'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_is_counted_when_it_is_recorded_not_when_the_request_is_built()
    {
        var lora = await _host.UploadAsync("moss.safetensors");
        var unused = await _host.UploadAsync("unused.safetensors");
        var changes = new List<LoraChange>();
        using var subscription = _host.Changes.Subscribe(_host.Ada, changes.Add);

        var request = (await _host.Generation.BuildAsync(_host.Ada, Flux, Values(("prompt", "a fox"), ("lora", $"{lora.Id}")))).OrThrow();
        Assert.Equal((0, null), await UsesAsync(lora.Id));
        Assert.Empty(changes);

        await _host.Generation.RecordUseAsync(_host.Ada, request);
        Assert.Equal((1, _host.Time.GetUtcNow()), await UsesAsync(lora.Id));
        Assert.Equal((0, null), await UsesAsync(unused.Id));
        Assert.Equal([new LoraChange(LoraChangeKind.Used, lora.Id)], changes);
    }

    [Fact]
    public async Task Recording_the_use_of_a_deleted_lora_counts_the_others()
    {
        var kept = await _host.UploadAsync("kept.safetensors");
        var deleted = await _host.UploadAsync("deleted.safetensors");
        var request = new GenerationRequest("wan22", [], [deleted.Id, kept.Id]);
        (await _host.Manager.DeleteAsync(_host.Ada, deleted.Id)).OrThrow();

        await _host.Generation.RecordUseAsync(_host.Ada, request);

        Assert.Equal(1, (await _host.Manager.FindAsync(_host.Ada, kept.Id))!.UseCount);
    }

    [Fact]
    public async Task Recording_a_request_in_another_workspace_counts_no_use()
    {
        var lora = await _host.UploadAsync("moss.safetensors");

        await _host.Generation.RecordUseAsync(_host.Bob, new GenerationRequest("flux-krea", [], [lora.Id]));

        Assert.Equal(0, (await _host.Manager.FindAsync(_host.Ada, lora.Id))!.UseCount);
    }

    private async Task<(int Count, DateTimeOffset? Last)> UsesAsync(LoraId id)
    {
        var lora = (await _host.Manager.FindAsync(_host.Ada, id))!;
        return (lora.UseCount, lora.LastUsedAt);
    }
}
