using System.Security.Cryptography;
using System.Text;
using Lora.Inspection;
using Lora.Inspection.Sources;
using Lora.Storage;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>Inspections, corrections and refused files.</summary>
public sealed class FactsTests : IAsyncLifetime
{
    private const string Reduce = "\u0080\u0002cos\nsystem\nX\u0002\0\0\0id\u0085R.";

    private Toolkit _toolkit = default!;

    private LoraManager Manager => _toolkit.Manager;

    private LoraMaintenance Maintenance => _toolkit.Services.GetRequiredService<LoraMaintenance>();

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Theory]
    [InlineData("page.safetensors", "<!doctype html><html><body>Sign in to go on</body></html>")]
    [InlineData("pointer.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789\nsize 1\n")]
    [InlineData("attack.ckpt", Reduce)]
    [InlineData("attack.safetensors", Reduce)]
    public async Task Unacceptable_file_is_refused_and_leaves_nothing(string name, string content)
    {
        var bytes = Encoding.Latin1.GetBytes(content);

        var streamed = await Manager.UploadAsync(_toolkit.Ada, name, bytes.Length, new MemoryStream(bytes));
        var begun = (await Manager.BeginUploadAsync(_toolkit.Ada, name, bytes.Length)).OrThrow();
        await Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, new MemoryStream(bytes));
        var completed = await Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id);
        var preflight = await Manager.PreflightAsync(_toolkit.Ada, name, new MemoryByteSource(bytes));

        Assert.False(streamed.Succeeded || completed.Succeeded);
        Assert.Equal(preflight.Problems, streamed.Issues);
        Assert.Equal(preflight.Problems, completed.Issues);
        Assert.All(preflight.Problems, problem => Assert.NotEqual(LoraErrorCodes.FileRefused, problem.Code));
        Assert.All(preflight.Problems, problem => Assert.StartsWith(problem.Code, problem.Sentence!.Key, StringComparison.Ordinal));
        var (ready, uploads, _, files) = await _toolkit.EverythingAsync();
        Assert.Equal((0, 0, 0), (ready.Count, uploads, files.Count));
    }

    [Fact]
    public async Task Suspicious_pickle_is_accepted_only_if_the_host_allows_it()
    {
        var bytes = Encoding.Latin1.GetBytes("\u0080\u0002cmy_models\nStyle\n)\u0081.");

        Assert.False((await Manager.UploadAsync(_toolkit.Ada, "style.ckpt", bytes.Length, new MemoryStream(bytes))).Succeeded);
        await _toolkit.RestartAsync(options => options.AllowSuspicious = true);
        var record = (await Manager.UploadAsync(_toolkit.Ada, "style.ckpt", bytes.Length, new MemoryStream(bytes))).OrThrow();

        Assert.Equal(InspectionVerdict.Suspicious, record.Facts.Inspection!.Verdict);
        var attack = Encoding.Latin1.GetBytes(Reduce);
        Assert.False((await Manager.UploadAsync(_toolkit.Ada, "attack.ckpt", attack.Length, new MemoryStream(attack))).Succeeded);
    }

    [Fact]
    public async Task Correction_takes_precedence_and_survives_a_new_inspection()
    {
        var record = await _toolkit.UploadAsync("style.safetensors", 500);

        var corrected = (await Manager.CorrectAsync(_toolkit.Ada, record.Id, new LoraCorrection { Family = " sdxl ", Variant = "", Role = LoraNoiseExpert.High })).OrThrow();
        var again = (await Manager.ReinspectAsync(_toolkit.Ada, record.Id)).OrThrow();
        await Maintenance.ReinspectAsync();
        var found = (await Manager.FindAsync(_toolkit.Ada, record.Id))!;

        foreach (var facts in new[] { corrected.Facts, again.Facts, found.Facts })
        {
            Assert.Equal(("sdxl", null, LoraNoiseExpert.High, InspectionConfidence.Certain), (facts.Family(), facts.Variant(), facts.Role(), facts.Confidence()));
            Assert.NotNull(facts.Inspection);
        }

        var back = (await Manager.CorrectAsync(_toolkit.Ada, record.Id, new LoraCorrection())).OrThrow();
        Assert.Null(back.Facts.Correction);
        Assert.Equal(LoraFamilies.Unknown, back.Facts.Family());
        Assert.Equal(LoraErrorCodes.CorrectionInvalid, (await Manager.CorrectAsync(_toolkit.Ada, record.Id, new LoraCorrection { Family = "a|b" })).Issues[0].Code);
        Assert.Equal(LoraErrorCodes.CorrectionInvalid, (await Manager.CorrectAsync(_toolkit.Ada, record.Id, new LoraCorrection { Role = (LoraNoiseExpert)77 })).Issues[0].Code);
        Assert.Equal(LoraErrorCodes.LoraNotFound, (await Manager.CorrectAsync(_toolkit.Bob, record.Id, new LoraCorrection { Family = "sdxl" })).Issues[0].Code);
    }

    [Fact]
    public async Task Multipart_uploads_are_hashed_once_afterwards()
    {
        var bytes = Toolkit.Bytes(Toolkit.PartSize + 100);
        var begun = (await Manager.BeginUploadAsync(_toolkit.Ada, "parts.safetensors", bytes.Length)).OrThrow();
        await Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 2, new MemoryStream(bytes, Toolkit.PartSize, 100));
        await Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, new MemoryStream(bytes, 0, Toolkit.PartSize));
        var record = (await Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();
        Assert.Null(record.Facts.Hashes);

        var report = await Maintenance.AnalyzeAsync();

        Assert.Equal(new LoraAnalysisReport(0, 1, 0), report);
        Assert.Equal(new LoraAnalysisReport(0, 0, 0), await Maintenance.AnalyzeAsync());
        var hashes = (await Manager.FindAsync(_toolkit.Ada, record.Id))!.Facts.Hashes!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hashes.Sha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan((int)record.Facts.Inspection!.DataStart!.Value))), hashes.TensorSha256);
    }

    [Fact]
    public async Task Complete_can_be_repeated_after_a_failure_during_inspection()
    {
        var begun = (await Manager.BeginUploadAsync(_toolkit.Ada, "a.safetensors", 200)).OrThrow();
        await Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, new MemoryStream(LoraTestFile.Create("a.safetensors", 200, seed: 1)));
        _toolkit.Fault.Once("Files.OpenReadAsync:before", () => new LoraStorageException(LoraErrorCodes.StorageUnavailable, "Away.", isTransient: true));

        await Assert.ThrowsAsync<LoraStorageException>(() => Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id));
        var record = (await Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();

        Assert.NotNull(record.Facts.Inspection);
    }

    [Fact]
    public async Task Pair_is_detected_unless_a_user_decides_otherwise()
    {
        var high = await _toolkit.UploadAsync("한국 비 high_noise.safetensors", 500);
        var low = await _toolkit.UploadAsync("한국 비 low_noise.safetensors", 500);
        var other = await _toolkit.UploadAsync("another_low_noise.safetensors", 500);
        await _toolkit.UploadAsync("한국 비 low_noise.safetensors", 500, _toolkit.Bob);
        await RoleAsync(high, LoraNoiseExpert.High);
        await RoleAsync(low, LoraNoiseExpert.Low);
        await RoleAsync(other, LoraNoiseExpert.Low);

        Assert.Equal(low.Id, await PartnerAsync(high));
        Assert.Equal(high.Id, await PartnerAsync(low));
        Assert.Null(await PartnerAsync(other));

        (await Manager.PairAsync(_toolkit.Ada, high.Id, other.Id)).OrThrow();
        Assert.Equal(other.Id, await PartnerAsync(high));
        Assert.Equal(high.Id, await PartnerAsync(other));
        Assert.Null(await PartnerAsync(low));

        (await Manager.PairAsync(_toolkit.Ada, high.Id, null)).OrThrow();
        Assert.Null(await PartnerAsync(high));
        Assert.Null(await PartnerAsync(other));
        Assert.Equal(LoraErrorCodes.CorrectionInvalid, (await Manager.PairAsync(_toolkit.Ada, high.Id, high.Id)).Issues[0].Code);
        Assert.Equal(LoraErrorCodes.LoraNotFound, (await Manager.PairAsync(_toolkit.Bob, high.Id, low.Id)).Issues[0].Code);
    }

    [Fact]
    public async Task Pair_is_detected_when_the_names_say_only_the_expert()
    {
        var high = await UploadWanAsync("high_noise_model.safetensors");
        var low = await UploadWanAsync("low_noise_model.safetensors");
        await UploadWanAsync("style_low_noise.safetensors");
        Assert.Equal(low.Id, await PartnerAsync(high));
        Assert.Equal(high.Id, await PartnerAsync(low));

        await UploadWanAsync("HighNoise.safetensors");
        Assert.Null(await PartnerAsync(high));
        Assert.Null(await PartnerAsync(low));
    }

    [Fact]
    public void Facts_are_read_in_the_current_and_in_the_previous_format()
    {
        var evidence = new InspectionEvidence("It was trained on the steps 875,1000 (modelspec.timestep_range).", new LoraSentence("expert.steps", ["875,1000"]));
        var facts = LoraFacts.None.With(new LoraInspection
        {
            Issues = [new InspectionIssue("alpha.sampled", "Some.", InspectionSeverity.Info) { Sentence = new LoraSentence("alpha.sampled", ["32", "986"]) }],
            Identification = new LoraIdentification { Evidence = [evidence], Expert = new LoraExpertMatch(LoraNoiseExpert.High, evidence) },
        });

        var kept = LoraFacts.FromJson(facts.ToJson()).Inspection!;
        Assert.Equal((evidence, evidence, facts.Inspection!.Issues[0]), (kept.Identification.Evidence[0], kept.Identification.Expert.Evidence, kept.Issues[0]));

        const string Earlier = """{"inspection":{"issues":[{"code":"alpha.sampled","message":"Some.","severity":"info"}],"identification":{"evidence":["Its name says high."],"expert":{"role":"high","evidence":"Its name says high."}}}}""";
        var old = LoraFacts.FromJson(Earlier).Inspection!;
        var text = new InspectionEvidence("Its name says high.");
        Assert.Equal((text, new LoraExpertMatch(LoraNoiseExpert.High, text), "Some."), (old.Identification.Evidence[0], old.Identification.Expert, old.Issues[0].Message));
    }

    private async Task<LoraRecord> UploadWanAsync(string name)
    {
        const int Width = 5120;
        var header = $$$"""{"blocks.0.self_attn.q.lora_A.weight":{"dtype":"U8","shape":[1,{{{Width}}}],"data_offsets":[0,{{{Width}}}]},"blocks.0.self_attn.q.lora_B.weight":{"dtype":"U8","shape":[{{{Width}}},1],"data_offsets":[{{{Width}}},{{{2 * Width}}}]}}""";
        byte[] file = [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.UTF8.GetBytes(header), .. new byte[2 * Width]];
        using var content = new MemoryStream(file);
        return (await Manager.UploadAsync(_toolkit.Ada, name, file.Length, content)).OrThrow();
    }

    private async Task RoleAsync(LoraRecord record, LoraNoiseExpert role) =>
        (await Manager.CorrectAsync(_toolkit.Ada, record.Id, new LoraCorrection { Role = role })).OrThrow();

    private async Task<LoraId?> PartnerAsync(LoraRecord record) => (await Manager.FindPartnerAsync(_toolkit.Ada, record.Id))?.Id;
}
