using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;
using Lora.Inspection;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora.AspNetCore.Tests;

/// <summary>Files are checked before they are sent, and again before they are stored.</summary>
public sealed class PreflightTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Theory]
    [InlineData("style.safetensors")]
    [InlineData("style.ckpt")]
    public async Task Preflight_accepts_a_valid_file_from_a_few_bytes(string name)
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var bytes = LoraTestFile.Create(name, 300_000, seed: 1);

        var (body, sent) = await AskAsync(client, name, bytes);

        Assert.Empty(body["refusals"]!.AsArray());
        Assert.Equal("ok", body["inspection"]!.Text("verdict"));
        Assert.True(name.EndsWith("ckpt", StringComparison.Ordinal) || sent < 150_000, $"{sent} bytes were asked for.");
    }

    [Fact]
    public async Task Preflight_rejects_a_broken_file_from_its_first_bytes()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Sign in</title>" + new string(' ', 200));

        var (body, _) = await AskAsync(client, "page.safetensors", page);

        Assert.Equal(InspectionCodes.FileHtml, Assert.Single(body["refusals"]!.AsArray())!.Text("code"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(page), "file", "page.safetensors" } };
        using var uploaded = await client.PostAsync("/api/lora/upload", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, uploaded.StatusCode);
        Assert.Empty((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task Hostile_checkpoint_is_rejected_with_and_without_preflight()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var pickle = Encoding.Latin1.GetBytes("\u0080\u0002cos\nsystem\nX\u0002\0\0\0id\u0085R.");

        var (body, _) = await AskAsync(client, "style.ckpt", pickle);
        Assert.Equal(InspectionCodes.PickleDangerousGlobal, Assert.Single(body["refusals"]!.AsArray())!.Text("code"));

        var id = (await client.BeginAsync("style.ckpt", pickle.Length)).Text("id");
        await (await client.PutPartAsync(id, 1, pickle)).JsonAsync();
        await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).ProblemAsync(HttpStatusCode.UnprocessableEntity, InspectionCodes.PickleDangerousGlobal);

        Assert.Empty((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
        Assert.Empty(Directory.EnumerateFiles(host.Folder, "*.ckpt", SearchOption.AllDirectories));
        await (await client.GetAsync($"/api/lora/{id}/download")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
    }

    [Theory]
    [InlineData("fileName=a.zip&size=100", LoraErrorCodes.FileExtension)]
    [InlineData("fileName=a.ckpt", LoraErrorCodes.FileEmpty)]
    [InlineData("fileName=a.ckpt&size=100&ranges=0-100", LoraErrorCodes.QueryInvalid)]
    [InlineData("fileName=a.ckpt&size=100&ranges=5-4", LoraErrorCodes.QueryInvalid)]
    [InlineData("fileName=a.ckpt&size=100&ranges=0-x", LoraErrorCodes.QueryInvalid)]
    [InlineData("fileName=a.ckpt&size=5000000000&ranges=0-4999999999", LoraErrorCodes.QueryInvalid)]
    [InlineData("fileName=a.ckpt&size=100&ranges=0-99", LoraErrorCodes.RequestInvalid)]
    public async Task Preflight_reports_what_is_wrong_with_a_request(string query, string code)
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        using var response = await client.PostAsync($"/api/lora/inspect?{query}", new ByteArrayContent(new byte[10]));

        await response.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Facts_are_listed_counted_corrected_and_returned()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("flux style.safetensors", Flux())).Text("id");

        var inspection = await (await client.GetAsync($"/api/lora/{id}/inspection")).JsonAsync();
        Assert.Equal("flux1", inspection["identification"]!["family"]!.Text("id"));
        var evidence = inspection["identification"]!["evidence"]![0]!;
        Assert.Contains("FLUX.1", evidence.Text("text"), StringComparison.Ordinal);
        Assert.StartsWith("family.", evidence["sentence"]!.Text("key"), StringComparison.Ordinal);
        var item = (await (await client.GetAsync("/api/lora?family=flux1")).JsonAsync())["items"]![0]!;
        Assert.Equal(["neon rain"], item["facts"]!["triggerWords"]!.AsArray().Select(word => (string)word!));
        Assert.True((bool)item["facts"]!["hasThumbnail"]!);
        Assert.Equal(item["facts"]!["hashes"]!.Text("sha256")[..10], item["facts"]!["hashes"]!.Text("autoV2"));
        Assert.Equal(1, (int)(await (await client.GetAsync("/api/lora/families")).JsonAsync())["flux1"]!);

        // The thumbnail is stored, so the file is not needed to return it.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(host.Folder, "files"), "*.safetensors", SearchOption.AllDirectories))
        {
            File.Move(file, file + ".away");
        }

        using var picture = await client.GetAsync($"/api/lora/{id}/thumbnail");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Convert.FromBase64String(Pixel), await picture.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            ("nosniff", "sandbox; default-src 'none'", "max-age=31536000, private, immutable"),
            (picture.Headers.GetValues("X-Content-Type-Options").Single(), picture.Headers.GetValues("Content-Security-Policy").Single(), picture.Headers.CacheControl!.ToString()));
        await (await host.Client("bob").GetAsync($"/api/lora/{id}/thumbnail")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(host.Folder, "files"), "*.away", SearchOption.AllDirectories))
        {
            File.Move(file, file[..^".away".Length]);
        }

        var corrected = await (await client.PutAsJsonAsync($"/api/lora/{id}/correction", new { family = "chroma" })).JsonAsync();
        Assert.Equal("chroma", corrected["facts"]!.Text("family"));
        Assert.Equal("chroma", (await (await client.PostAsync($"/api/lora/{id}/inspection", null)).JsonAsync())["facts"]!.Text("family"));
        Assert.Empty((await (await client.GetAsync("/api/lora?family=flux1")).JsonAsync())["items"]!.AsArray());
        Assert.Single((await (await client.GetAsync("/api/lora?family=chroma&role=none&role=unknown")).JsonAsync())["items"]!.AsArray());
    }

    [Theory]
    [InlineData("{\"role\":\"highest\"}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"role\":\"high,none\"}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"role\":3}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"role\":\"3\"}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"family\":\"a|b\"}", LoraErrorCodes.CorrectionInvalid)]
    public async Task Correction_changes_nothing_when_it_is_invalid(string body, string code)
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var before = await client.UploadAsync("flux style.safetensors", Flux());
        var address = $"/api/lora/{before.Text("id")}";

        await (await client.PutAsync($"{address}/correction", new StringContent(body, Encoding.UTF8, "application/json"))).ProblemAsync(HttpStatusCode.BadRequest, code);

        Assert.Equal(before["facts"]!.Text("role"), (await (await client.GetAsync(address)).JsonAsync())["facts"]!.Text("role"));
    }

    [Fact]
    public async Task Duplicate_is_reported_and_confirmed_by_its_SHA_256()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var file = LoraTestFile.Create("twin.safetensors", 500, seed: 1);
        var first = (await client.UploadAsync("first.safetensors", file)).Text("id");
        var second = (await client.UploadAsync("second.safetensors", file)).Text("id");
        await client.UploadAsync("other.safetensors", LoraTestFile.Create("other.safetensors", 500, seed: 2));
        await host.App.Services.GetRequiredService<LoraMaintenance>().AnalyzeAsync();

        var duplicate = Assert.Single((await (await client.GetAsync($"/api/lora/{second}/duplicates")).JsonAsync()).AsArray())!;
        Assert.Equal((first, true), (duplicate["lora"]!.Text("id"), (bool)duplicate["isConfirmed"]!));
        await (await client.GetAsync($"/api/lora/{LoraId.New(TimeProvider.System)}/duplicates")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
    }

    [Fact]
    public async Task Missing_fact_has_another_code_than_a_missing_LoRA()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("plain.safetensors", LoraTestFile.Create("plain.safetensors", 500, seed: 1))).Text("id");

        await (await client.GetAsync($"/api/lora/{id}/partner")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.FactMissing);
        await (await client.GetAsync($"/api/lora/{id}/thumbnail")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.FactMissing);
        await (await client.GetAsync($"/api/lora/{LoraId.New(TimeProvider.System)}/partner")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        await (await client.GetAsync($"/api/lora/{LoraId.New(TimeProvider.System)}/thumbnail")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        await (await client.PutAsJsonAsync($"/api/lora/{id}/partner", new { })).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid);
        await (await client.PutAsJsonAsync($"/api/lora/{id}/partner", new { partner = (string?)null })).JsonAsync();
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(setup => setup.Services = static services =>
        services.Replace(ServiceDescriptor.Singleton<ILoraInspector>(LoraInspector.Default)));

    /// <summary>Repeats the preflight with the requested ranges, as the browser does, until it is complete.</summary>
    private static async Task<(JsonNode Body, long Sent)> AskAsync(HttpClient client, string name, byte[] file)
    {
        var ranges = new List<(long First, long Last)>();
        for (var round = 0; round < 12; round++)
        {
            var query = string.Join(',', ranges.Select(range => $"{range.First}-{range.Last}"));
            byte[] body = [.. ranges.SelectMany(range => file[(int)range.First..((int)range.Last + 1)])];
            var answer = await (await client.PostAsync($"/api/lora/inspect?fileName={Uri.EscapeDataString(name)}&size={file.Length}&ranges={query}", new ByteArrayContent(body))).JsonAsync();
            if (answer["needs"]!.AsArray() is { Count: 0 })
            {
                return (answer, body.Length);
            }

            ranges.AddRange(answer["needs"]!.AsArray().Select(need => ((long)need!["offset"]!, (long)need["offset"]! + (long)need["length"]! - 1)));
        }

        throw new InvalidOperationException("There was no answer.");
    }

    /// <summary>A small FLUX.1 LoRA in the layout of kohya.</summary>
    private static byte[] Flux()
    {
        var entries = new List<string>();
        long offset = 0;
        for (var block = 0; block < 19; block++)
        {
            Add($"lora_unet_double_blocks_{block}_img_mod_lin.lora_down.weight", 4, 3072);
            Add($"lora_unet_double_blocks_{block}_img_mod_lin.lora_up.weight", 18432, 4);
        }

        var header = Encoding.UTF8.GetBytes($$"""{"__metadata__":{"modelspec.trigger_phrase":"neon rain","modelspec.thumbnail":"data:image/png;base64,{{Pixel}}"},{{string.Join(',', entries)}}}""");
        var bytes = new byte[sizeof(long) + header.Length + offset];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, sizeof(long));
        return bytes;

        void Add(string name, long rows, long columns)
        {
            var end = offset + rows * columns;
            entries.Add($$"""{{'"'}}{{name}}{{'"'}}:{"dtype":"U8","shape":[{{rows}},{{columns}}],"data_offsets":[{{offset}},{{end}}]}""");
            offset = end;
        }
    }
}
