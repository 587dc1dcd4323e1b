using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;
using Lora.Conformance.Files;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>What a client needs to go on with an upload, and to be sure of its bytes.</summary>
public class ResumeTests
{
    private static readonly byte[] File = Uploading.Bytes((2 * Uploading.PartSize) + 77);

    [Fact]
    public async Task The_same_key_begins_one_session_and_tells_where_it_stands()
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
    public async Task The_key_of_a_completed_upload_answers_with_its_lora()
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
    public async Task A_part_that_changed_on_its_way_is_refused_and_sent_again()
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
    public async Task A_digest_that_is_none_is_refused_before_the_body_is_read(string header)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/lora/uploads/{id}/parts/1") { Content = new ByteArrayContent(File.Part(1)) };
        request.Headers.TryAddWithoutValidation("Content-Digest", header);

        await (await client.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.ChecksumInvalid);
    }

    [Fact]
    public async Task Digests_by_other_algorithms_are_passed_over()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await (await BeginAsync(client, "one")).JsonAsync(HttpStatusCode.Created)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/lora/uploads/{id}/parts/1") { Content = new ByteArrayContent(File.Part(1)) };
        request.Headers.TryAddWithoutValidation("Content-Digest", $"sha-512=:AAAA:, sha-256=:{Convert.ToBase64String(SHA256.HashData(File.Part(1)))}:");

        await (await client.SendAsync(request)).JsonAsync();
    }

    [Fact]
    public async Task A_person_sees_the_own_unfinished_uploads_alone()
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
    public async Task Unfinished_uploads_are_listed_without_asking_storage_what_is_stored()
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
    public async Task A_store_that_signs_nothing_says_that_parts_go_through_the_application()
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
    public async Task A_workspace_that_is_full_says_so_before_anything_is_sent()
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
    public async Task A_form_counts_for_no_more_than_it_can_be()
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
    public async Task A_file_that_is_there_already_is_pointed_out_before_it_is_sent()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var file = SoundFile.Make("neon.safetensors", 200_000, seed: 3);
        var known = await client.UploadAsync("neon.safetensors", file);

        var same = await InspectAsync(client, "renamed.safetensors", file);
        file[^1] ^= 1;
        var other = await InspectAsync(client, "renamed.safetensors", file);

        Assert.Equal(known.Text("id"), Assert.Single(same["same"]!.AsArray())!.Text("id"));
        Assert.Empty(other["same"]!.AsArray());
    }

    [Fact]
    public async Task Comparing_tells_first_and_imports_when_it_is_told_to()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client("ada");
        var file = SoundFile.Make("foreign.safetensors", 9000, seed: 3);
        await host.App.Services.GetRequiredService<ILoraFileStore>().WriteAsync("loras/ada/by-hand/foreign.safetensors", new MemoryStream(file), file.Length);

        var told = await (await client.PostAsJsonAsync("/api/lora/sync", new { })).JsonAsync();
        Assert.Equal("loras/ada/by-hand/foreign.safetensors", Assert.Single(told["found"]!.AsArray())!.Text("storageKey"));
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
