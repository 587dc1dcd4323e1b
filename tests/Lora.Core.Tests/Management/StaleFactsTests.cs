using Lora.Inspection;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>Facts from older rules are found and replaced; facts from the current rules are not read again.</summary>
public sealed class StaleFactsTests : IAsyncLifetime
{
    private Toolkit _toolkit = default!;

    private LoraMaintenance Maintenance => _toolkit.Services.GetRequiredService<LoraMaintenance>();

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Only_stale_LoRAs_are_inspected_again_and_corrections_are_kept()
    {
        var stale = await _toolkit.UploadAsync("stale.safetensors", 500);
        var current = await _toolkit.UploadAsync("current.safetensors", 500);
        (await _toolkit.Manager.CorrectAsync(_toolkit.Ada, stale.Id, new LoraCorrection { Family = "sdxl" })).OrThrow();
        await AgeAsync(stale.Id);

        var report = await Maintenance.ReinspectStaleAsync();

        Assert.Equal(new LoraAnalysisReport(1, 0, 0), report);
        Assert.Equal(new LoraAnalysisReport(0, 0, 0), await Maintenance.ReinspectStaleAsync());
        var facts = (await FindAsync(stale.Id)).Facts;
        Assert.Equal((LoraInspector.RulesVersion, "sdxl"), (facts.Inspection!.RulesVersion, facts.Family()));
        Assert.Equal(current.Stamp, (await FindAsync(current.Id)).Stamp);
    }

    [Fact]
    public async Task Background_analysis_reads_stale_LoRAs_only_if_the_host_enables_it()
    {
        var stale = await _toolkit.UploadAsync("stale.safetensors", 500);
        await AgeAsync(stale.Id);

        Assert.Equal(new LoraAnalysisReport(0, 0, 0), await Maintenance.AnalyzeAsync());
        Assert.Equal(0, (await FindAsync(stale.Id)).Facts.Inspection!.RulesVersion);

        await _toolkit.RestartAsync(options => options.ReinspectStale = true);
        _toolkit.Fault.Once("Files.OpenReadAsync:before", () => new IOException("Away."));
        Assert.Equal(1, (await Maintenance.AnalyzeAsync()).Failures);
        Assert.Equal(new LoraAnalysisReport(0, 0, 0), await Maintenance.AnalyzeAsync());
        _toolkit.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new LoraAnalysisReport(1, 0, 0), await Maintenance.AnalyzeAsync());
        Assert.Equal(LoraInspector.RulesVersion, (await FindAsync(stale.Id)).Facts.Inspection!.RulesVersion);
    }

    [Fact]
    public async Task Rules_registered_as_a_service_apply_to_uploads()
    {
        await _toolkit.DisposeAsync();
        _toolkit = await Toolkit.StartAsync(services: services => services.AddSingleton(LoraRuleSet.Default.WithFamily("own", "Own", namePatterns: ["own"])));

        var inspector = (LoraInspector)_toolkit.Services.GetRequiredService<ILoraInspector>();

        Assert.Equal("own", inspector.FindFamily(new Dictionary<string, string>(StringComparer.Ordinal) { ["modelspec.architecture"] = "own" }).Id);
    }

    [Theory]
    [InlineData("""{"inspection":{"format":"safetensors"}}""", 0)]
    [InlineData("""{"inspection":{"format":"safetensors","rulesVersion":7}}""", 7)]
    public void Stored_facts_without_a_version_have_version_0(string json, int version) => Assert.Equal(version, LoraFacts.FromJson(json).Inspection!.RulesVersion);

    /// <summary>Stores the facts of a LoRA like a version that did not store the version of the rules.</summary>
    private async Task AgeAsync(LoraId id)
    {
        var record = await FindAsync(id);
        var old = record with { Facts = record.Facts with { Inspection = record.Facts.Inspection! with { RulesVersion = 0 } }, Stamp = Guid.NewGuid() };
        Assert.True(await _toolkit.Store.TryUpdateAsync(old, record.Stamp));
    }

    private async Task<LoraRecord> FindAsync(LoraId id) => (await _toolkit.Manager.FindAsync(_toolkit.Ada, id))!;
}
