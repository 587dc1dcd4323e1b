using System.Text.Json.Nodes;
using Lora.Inspection;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    [Fact]
    public async Task Facts_are_returned_unchanged()
    {
        var partner = NewId();
        var facts = WithTransfer(Found("wan-14b", LoraNoiseExpert.High, "wan2.1-14b-i2v")) with
        {
            HasThumbnail = true,
            Hashes = new LoraHashes(new string('a', 64), new string('b', 64), "0123abcd"),
            Fingerprint = new string('f', 64),
            Correction = new LoraCorrection { Family = "wan2.2-14b-t2v", Variant = "turbo", Role = LoraNoiseExpert.Low },
            Partner = new LoraPartner(partner),
        };
        var record = await AddAsync(record => record with { Facts = facts });

        var read = (await Store.FindAsync(Workspace, record.Id))!.Facts;

        Assert.Equal(facts.ToJson(), read.ToJson());
        Assert.Equal(("wan2.2-14b-t2v", "turbo", LoraNoiseExpert.Low), (read.Family(), read.Variant(), read.Role()));
        Assert.Equal((partner, facts.Hashes, true), (read.Partner!.Id, read.Hashes, read.HasThumbnail));
        Assert.Equal("한국 수채화", read.Inspection!.Metadata.Title);
        Assert.Same(LoraFacts.None, (await Store.FindAsync(Workspace, (await AddAsync()).Id))!.Facts);
    }

    [Fact]
    public async Task Update_writes_facts()
    {
        var record = await AddAsync();
        var update = record with { Facts = Found("sdxl"), Stamp = Guid.NewGuid() };

        Assert.True(await Store.TryUpdateAsync(update, record.Stamp));

        Assert.Equal("sdxl", (await Store.FindAsync(Workspace, record.Id))!.Facts.Family());
        Assert.Equal([record.Id], await IdsAsync(new LoraQuery { Families = ["sdxl"] }));
        Assert.Equal(new Dictionary<string, int> { ["sdxl"] = 1 }, await Store.CountFamiliesAsync(Workspace));
    }

    [Fact]
    public async Task Query_by_family_returns_records_that_may_belong_to_it()
    {
        var flux = await AddAsync(record => record with { Facts = Found("flux1") });
        var either = await AddAsync(record => record with { Facts = Found("flux1", candidates: "chroma") });
        var corrected = await AddAsync(record => record with { Facts = Found("flux1", candidates: "chroma") with { Correction = new LoraCorrection { Family = "chroma" } } });
        var unknown = await AddAsync();
        await HideAsync(await AddAsync(record => record with { Facts = Found("flux1") }), Start.AddMinutes(1));
        await AddAsync(record => record with { Facts = Found("flux1"), Workspace = new LoraWorkspaceId(Workspace.Value + " other") });

        Assert.Equal([either.Id, flux.Id], await IdsAsync(new LoraQuery { Families = ["flux1"] }));
        Assert.Equal([corrected.Id, either.Id], await IdsAsync(new LoraQuery { Families = ["chroma"] }));
        Assert.Equal([unknown.Id, corrected.Id, either.Id], await IdsAsync(new LoraQuery { Families = ["chroma", LoraFamilies.Unknown] }));
        Assert.Empty(await IdsAsync(new LoraQuery { Families = ["flux", "%", "|", "nul\0"] }));
        Assert.Equal(new Dictionary<string, int> { ["flux1"] = 2, ["chroma"] = 2, [LoraFamilies.Unknown] = 1 }, await Store.CountFamiliesAsync(Workspace));
    }

    [Fact]
    public async Task Query_by_noise_expert_returns_only_matching_records()
    {
        var high = await AddAsync(record => record with { Facts = Found("wan-14b", LoraNoiseExpert.High) });
        var low = await AddAsync(record => record with { Facts = Found("wan-14b", LoraNoiseExpert.High) with { Correction = new LoraCorrection { Role = LoraNoiseExpert.Low } } });
        var unknown = await AddAsync();

        Assert.Equal([high.Id], await IdsAsync(new LoraQuery { Roles = [LoraNoiseExpert.High] }));
        Assert.Equal([unknown.Id, low.Id], await IdsAsync(new LoraQuery { Roles = [LoraNoiseExpert.Low, LoraNoiseExpert.Unknown] }));
    }

    [Fact]
    public async Task Unanalyzed_records_are_listed_by_id()
    {
        var hashes = new LoraHashes(new string('a', 64), null, "0123abcd");
        var nothing = await AddAsync();
        var inspected = await AddAsync(record => record with { Facts = Found("sdxl") });
        var hashed = await AddAsync(record => record with { Facts = new LoraFacts { Hashes = hashes } });
        var unmarked = await AddAsync(record => record with { Facts = Found("sdxl") with { Hashes = hashes } });
        var done = await AddAsync(record => record with { Facts = Found("sdxl") with { Hashes = hashes, Fingerprint = new string('f', 64) } });
        await LoseAsync(await AddAsync());

        var listed = await ListedAsync(Store.ListUnanalyzedAsync);
        Assert.Equal([nothing.Id, inspected.Id, hashed.Id, unmarked.Id], listed);
    }

    /// <summary>Adds a member that only the JSON of facts has. A store must keep all of it.</summary>
    private protected static LoraFacts WithTransfer(LoraFacts facts)
    {
        var json = JsonNode.Parse(facts.ToJson())!.AsObject();
        json["transfer"] = new JsonObject { ["partSize"] = 1000, ["sha256"] = new string('c', 64) };
        var changed = LoraFacts.FromJson(json.ToJsonString());
        Assert.Contains(new string('c', 64), changed.ToJson(), StringComparison.Ordinal);
        return changed;
    }

    private protected static LoraFacts Found(string family, LoraNoiseExpert role = LoraNoiseExpert.Unknown, params string[] candidates) => LoraFacts.None.With(new LoraInspection
    {
        Format = LoraFileFormat.Safetensors,
        Tensors = 2,
        Identification = new LoraIdentification
        {
            Content = LoraContent.Lora,
            Kinds = ["lora"],
            Rank = new InspectionRange(8, 16),
            Family = new LoraFamilyMatch { Id = family, Confidence = InspectionConfidence.Likely, Candidates = candidates.Length == 0 ? [] : [family, .. candidates] },
            Expert = new LoraExpertMatch(role, new InspectionEvidence("The name says so.", new LoraSentence("expert.name", ["so"]))),
        },
        Metadata = new LoraMetadata { Title = "한국 수채화", TriggerWords = ["수채화"] },
    });

    private protected async Task<List<LoraId>> IdsAsync(LoraQuery query) => [.. (await Store.QueryAsync(Workspace, query)).Items.Select(static record => record.Id)];

    /// <summary>Returns the records of this workspace from a list across all workspaces, read two at a time.</summary>
    private protected async Task<List<LoraId>> ListedAsync(Func<LoraId?, int, CancellationToken, Task<IReadOnlyList<LoraRecord>>> list)
    {
        var found = new List<LoraId>();
        LoraId? last = null;
        while (await list(last, 2, CancellationToken.None) is { Count: > 0 } page)
        {
            found.AddRange(page.Where(record => record.Workspace == Workspace).Select(static record => record.Id));
            last = page[^1].Id;
        }

        return found;
    }
}
