using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;
using Lora.Storage;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>Resuming an upload and verifying its bytes.</summary>
public class ResumeTests
{
    private static readonly byte[] File = Uploading.Bytes((2 * Uploading.PartSize) + 77);

    [Fact]
    public async Task Same_key_begins_one_session_and_returns_its_status()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var first = await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created);
        await (await PutAsync(client, first.Text("id"), 2, File.Part(2))).JsonAsync();

        var second = await (await BeginAsync(client, "one")).JsonAsync();

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal([2], second["stored"]!.AsArray().Select(number => number!.GetValue<int>()));
        Assert.Equal(Hex(File.Part(2)), second["digests"]!.Text("2"));
        Assert.Equal("proxied", second.Text("transport"));
        await (await BeginAsync(client, "one", "other.safetensors")).ProblemAsync(HttpStatusCode.UnprocessableEntity, LoraErrorCodes.UploadKeyReused);
        await (await BeginAsync(client, "no spaces, please")).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.UploadKeyInvalid);
    }

    [Fact]
    public async Task Key_of_a_completed_upload_returns_its_LoRA()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        for (var number = 1; number <= 3; number++)
        {
            await (await PutAsync(client, id, number, File.Part(number))).JsonAsync();
        }

        var lora = await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        var again = await (await BeginAsync(client, "one")).JsonAsync();

        Assert.Equal("completed", again.Text("state"));
        Assert.Equal(lora.Text("id"), again["lora"]!.Text("id"));
    }

    [Fact]
    public async Task Part_is_rejected_and_resent_when_it_changed_in_transit()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        var damaged = File.Part(1).ToArray();
        damaged[1000] ^= 1;

        var problem = await (await PutAsync(client, id, 1, damaged, Hex(File.Part(1)))).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.PartChecksum);

        Assert.True(problem["retryable"]!.GetValue<bool>());
        Assert.Empty((await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync())["stored"]!.AsArray());
        await (await PutAsync(client, id, 1, File.Part(1))).JsonAsync();
    }

    [Theory]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:not base64 at all:")]
    [InlineData("sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    public async Task Invalid_digest_is_rejected_before_the_body_is_read(string header)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/lora/uploads/{id}/parts/1") { Content = new ByteArrayContent(File.Part(1)) };
        request.Headers.TryAddWithoutValidation("Content-Digest", header);

        await (await client.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.ChecksumInvalid);
    }

    [Fact]
    public async Task Digests_of_other_algorithms_are_ignored()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/lora/uploads/{id}/parts/1") { Content = new ByteArrayContent(File.Part(1)) };
        request.Headers.TryAddWithoutValidation("Content-Digest", $"sha-512=:AAAA:, sha-256=:{Convert.ToBase64String(SHA256.HashData(File.Part(1)))}:");

        await (await client.SendAsync(request)).JsonAsync();
    }

    [Fact]
    public async Task User_sees_only_own_unfinished_uploads()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Lora = static lora => lora.UseWorkspaceResolver(static _ => new("team")));
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        var older = await (await BeginAsync(ada, "one")).JsonAsync(HttpStatusCode.Created);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var newer = await (await BeginAsync(ada, "two")).JsonAsync(HttpStatusCode.Created);
        await BeginAsync(bob, "three");

        var uploads = (await (await ada.GetAsync("/api/lora/uploads")).JsonAsync())["uploads"]!.AsArray();
        await ada.DeleteAsync($"/api/lora/uploads/{newer.Text("id")}");
        var left = (await (await ada.GetAsync("/api/lora/uploads")).JsonAsync())["uploads"]!.AsArray();

        Assert.Equal([newer.Text("id"), older.Text("id")], uploads.Select(upload => upload!.Text("id")));
        Assert.Equal([older.Text("id")], left.Select(upload => upload!.Text("id")));
    }

    [Fact]
    public async Task Unfinished_uploads_are_listed_without_calling_storage()
    {
        CountingFileStore? files = null;
        await using var host = await TestHost.StartAsync(setup => setup.Services = services => services.WrapFiles(inner => files = new CountingFileStore(inner)));
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        await (await PutAsync(client, id, 2, File.Part(2))).JsonAsync();
        var before = files!.Lists;

        var listed = Assert.Single((await (await client.GetAsync("/api/lora/uploads")).JsonAsync())["uploads"]!.AsArray())!;
        Assert.Equal(before, files.Lists);
        Assert.Empty(listed["stored"]!.AsArray());
        Assert.Empty(listed["digests"]!.AsObject());
        Assert.Equal(0, listed.Number("storedSize"));
        Assert.Equal(File.Length, listed.Number("size"));

        var one = await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync();
        Assert.Equal(before + 1, files.Lists);
        Assert.Equal([2], one["stored"]!.AsArray().Select(number => number!.GetValue<int>()));
        Assert.Equal(Uploading.PartSize, one.Number("storedSize"));
    }

    [Fact]
    public async Task Signing_parts_answers_409_when_the_store_signs_nothing()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");

        using var answer = await client.PostAsJsonAsync($"/api/lora/uploads/{id}/parts/sign", new { parts = new[] { new { number = 1 } } });
        using var none = await client.PostAsJsonAsync($"/api/lora/uploads/{id}/parts/sign", new { parts = new object?[] { null } });

        await answer.ProblemAsync(HttpStatusCode.Conflict, LoraErrorCodes.DirectUnsupported);
        await none.ProblemAsync(HttpStatusCode.Conflict, LoraErrorCodes.DirectUnsupported);
    }

    [Fact]
    public async Task Full_workspace_rejects_an_upload_before_it_is_sent()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = options =>
        {
            options.MaxWorkspaceBytes = (2L * File.Length) + 1;
            options.MaxWorkspaceUploads = 1;
        });
        using var client = host.Client();
        var first = await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created);

        using var busy = await BeginAsync(client, "two");
        var problem = await busy.ProblemAsync(HttpStatusCode.TooManyRequests, LoraErrorCodes.QuotaUploads);
        using var large = await client.PostAsJsonAsync("/api/lora/uploads", new { fileName = "large.safetensors", size = 3L * File.Length });

        Assert.True(problem["retryable"]!.GetValue<bool>());
        Assert.NotNull(busy.Headers.RetryAfter);
        await large.ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.QuotaBytes);
        Assert.Equal(first.Text("id"), (await (await BeginAsync(client, "one")).JsonAsync()).Text("id"));
    }

    [Fact]
    public async Task Form_reserves_no_more_than_its_own_size()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = options => options.MaxWorkspaceBytes = File.Length + 10_000);
        using var client = host.Client();

        await client.UploadAsync("small.safetensors", File);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(File), "file", "second.safetensors" } };
        using var second = await client.PostAsync("/api/lora/upload", form);
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
        Assert.Contains(LoraErrorCodes.QuotaBytes, await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_reports_a_duplicate_before_the_upload()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var file = LoraTestFile.Create("neon.safetensors", 200_000, seed: 3);
        var known = await client.UploadAsync("neon.safetensors", file);

        var same = await InspectAsync(client, "renamed.safetensors", file);
        file[^1] ^= 1;
        var other = await InspectAsync(client, "renamed.safetensors", file);

        Assert.Equal(known.Text("id"), Assert.Single(same["same"]!.AsArray())!.Text("id"));
        Assert.Empty(other["same"]!.AsArray());
    }

    [Fact]
    public async Task Sync_reports_first_and_imports_on_request()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client("ada");
        var file = LoraTestFile.Create("foreign.safetensors", 9000, seed: 3);
        await host.App.Services.GetRequiredService<ILoraFileStore>().WriteAsync("loras/ada/by-hand/foreign.safetensors", new MemoryStream(file), file.Length);

        var report = await (await client.PostAsJsonAsync("/api/lora/sync", new { })).JsonAsync();
        Assert.Equal("loras/ada/by-hand/foreign.safetensors", Assert.Single(report["found"]!.AsArray())!.Text("storageKey"));
        Assert.Equal(0, (await (await client.GetAsync("/api/lora")).JsonAsync()).Number("total"));

        var done = await (await client.PostAsJsonAsync("/api/lora/sync", new { apply = true })).JsonAsync();
        Assert.Single(done["imported"]!.AsArray());
        Assert.Equal("foreign", (await (await client.GetAsync("/api/lora")).JsonAsync())["items"]![0]!.Text("name"));
    }

    private static async Task<JsonNode> InspectAsync(HttpClient client, string name, byte[] file)
    {
        using var answer = await client.PostAsync($"/api/lora/inspect?fileName={name}&size={file.Length}&ranges=0-{file.Length - 1}", new ByteArrayContent(file));
        return await answer.JsonAsync();
    }

    private static async Task<HttpResponseMessage> BeginAsync(HttpClient client, string key, string name = "style.safetensors")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/lora/uploads") { Content = JsonContent.Create(new { fileName = name, size = File.Length }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string id, int number, byte[] bytes, string? sha256 = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/lora/uploads/{id}/parts/{number}") { Content = new ByteArrayContent(bytes) };
        var digest = Convert.ToBase64String(Convert.FromHexString(sha256 ?? Hex(bytes)));
        request.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{digest}:");
        return await client.SendAsync(request);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
