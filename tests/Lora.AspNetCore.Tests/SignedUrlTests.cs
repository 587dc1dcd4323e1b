using System.Net;
using Lora.AspNetCore.Tests.Support;

namespace Lora.AspNetCore.Tests;

public class SignedUrlTests
{
    private static readonly byte[] File = Uploading.Bytes(1000);

    [Fact]
    public async Task Ticket_URL_works_without_a_user_until_it_expires()
    {
        await using var host = await TestHost.StartAsync();
        using var ada = host.Client();
        using var engine = host.Client(user: null);
        var id = (await ada.UploadAsync("my style.safetensors", File)).Text("id");
        var made = await (await ada.GetAsync($"/api/lora/{id}/url?seconds=90")).JsonAsync();
        var url = new Uri(made.Text("url"));
        var expiresAt = made["expiresAt"]!.GetValue<DateTimeOffset>();
        Assert.InRange(expiresAt, host.Time.GetUtcNow().AddSeconds(90 - 7.5), host.Time.GetUtcNow().AddSeconds(90));

        // Engines look for the extension at the end of the path.
        Assert.EndsWith(".safetensors", url.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", url.Query, StringComparison.Ordinal);

        using var whole = await engine.GetAsync(url);
        Assert.Equal(File, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("my style.safetensors", whole.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        using var head = await engine.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        Assert.Equal(File.Length, head.Content.Headers.ContentLength);
        using var range = new HttpRequestMessage(HttpMethod.Get, url);
        range.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(10, 19);
        using var part = await engine.SendAsync(range);
        Assert.Equal(File[10..20], await part.Content.ReadAsByteArrayAsync());

        host.Time.SetUtcNow(expiresAt.AddMilliseconds(-1));
        Assert.Equal(File, await engine.GetByteArrayAsync(url));
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        await (await engine.GetAsync(url)).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid);
    }

    [Fact]
    public async Task URL_works_for_one_hour_by_default()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        var made = await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.Zero), made["expiresAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task URL_stays_the_same_until_its_window_ends()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        var other = (await client.UploadAsync("b.safetensors", File)).Text("id");

        // A URL of one hour stays the same for five minutes. The clock shows a little after noon.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(id)));
        var first = Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.NotEqual(first, await AskAsync(other));
        Assert.NotEqual(first, await AskAsync(id, "?seconds=7200"));
        host.Time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(first, await AskAsync(id));
        host.Time.Advance(TimeSpan.FromMinutes(0.1));
        var next = await AskAsync(id);
        Assert.NotEqual(first, next);
        Assert.Equal(next, await AskAsync(id));

        async Task<string> AskAsync(string lora, string query = "") => (await (await client.GetAsync($"/api/lora/{lora}/url{query}")).JsonAsync()).ToJsonString();
    }

    [Fact]
    public async Task Short_URL_works_for_exactly_its_lifetime()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        var made = await (await client.GetAsync($"/api/lora/{id}/url?seconds=30")).JsonAsync();
        Assert.Equal(host.Time.GetUtcNow().AddSeconds(30), made["expiresAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Request_address_is_used_only_for_its_own_caller()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/lora/{id}/url");
        request.Headers.Host = "studio.local:5080";
        var own = (await (await client.SendAsync(request)).JsonAsync()).Text("url");
        Assert.StartsWith($"http://studio.local:5080/api/lora/{id}/download/", own, StringComparison.Ordinal);
        Assert.StartsWith("http://localhost/", (await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", LoraErrorCodes.UrlLifetime)]
    [InlineData("-1", LoraErrorCodes.UrlLifetime)]
    [InlineData("604801", LoraErrorCodes.UrlLifetime)]
    [InlineData("soon", LoraErrorCodes.QueryInvalid)]
    public async Task URL_answers_400_for_an_invalid_lifetime(string seconds, string code)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        await (await client.GetAsync($"/api/lora/{id}/url?seconds=604800")).JsonAsync();
        await (await client.GetAsync($"/api/lora/{id}/url?seconds={seconds}")).ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Changed_URL_is_rejected()
    {
        await using var host = await TestHost.StartAsync();
        using var ada = host.Client();
        using var engine = host.Client(user: null);
        var first = (await ada.UploadAsync("a.safetensors", File)).Text("id");
        var second = (await ada.UploadAsync("b.safetensors", File)).Text("id");
        var url = (await (await ada.GetAsync($"/api/lora/{first}/url")).JsonAsync()).Text("url");
        var at = url.IndexOf("ticket=", StringComparison.Ordinal) + "ticket=".Length;
        for (var place = at; place < url.Length; place += 7)
        {
            var changed = url[..place] + (url[place] == 'A' ? 'B' : 'A') + url[(place + 1)..];
            await (await engine.GetAsync(changed)).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid);
        }

        foreach (var changed in new[] { url.Replace(first, second, StringComparison.Ordinal), url[..at], url[..(at - 8)], url[..at] + "nonsense", url[..^1] })
        {
            await (await engine.GetAsync(changed)).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid);
        }

        Assert.Equal(File, await engine.GetByteArrayAsync(new Uri(url)));
    }

    [Fact]
    public async Task Ticket_allows_only_reads()
    {
        await using var host = await TestHost.StartAsync();
        using var ada = host.Client();
        using var engine = host.Client(user: null);
        var id = (await ada.UploadAsync("a.safetensors", File)).Text("id");
        var url = new Uri((await (await ada.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url"));
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Post, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var request = new HttpRequestMessage(method, url);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await engine.SendAsync(request)).StatusCode);
        }

        using var list = await engine.GetAsync($"/api/lora{url.Query}");
        Assert.Equal(HttpStatusCode.Unauthorized, list.StatusCode);
        using var plain = await engine.GetAsync($"/api/lora/{id}/download{url.Query}");
        Assert.Equal(HttpStatusCode.Unauthorized, plain.StatusCode);
    }

    [Fact]
    public async Task URL_stops_working_when_its_LoRA_is_deleted()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        var url = (await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        await client.DeleteAsync($"/api/lora/{id}");
        await (await client.GetAsync(url)).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
    }

    [Fact]
    public async Task Ticket_URL_works_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("lora-api-");
        try
        {
            string url;
            await using (var before = await TestHost.StartAsync(setup => setup.Folder = folder.FullName))
            {
                using var client = before.Client();
                var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
                url = (await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
            }

            await using var after = await TestHost.StartAsync(setup => setup.Folder = folder.FullName);
            using var engine = after.Client(user: null);
            Assert.Equal(File, await engine.GetByteArrayAsync(new Uri(url)));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Manager_needs_and_uses_the_public_URL()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = LoraId.Parse((await client.UploadAsync("a.safetensors", File)).Text("id"), null);
        var workspace = new LoraWorkspaceId("ada");
        var none = await host.Manager.GetUrlAsync(workspace, id);
        Assert.Equal(LoraErrorCodes.UrlUnsupported, Assert.Single(none.Issues).Code);

        await using var known = await TestHost.StartAsync(setup => setup.Http = static http => http.PublicUrl = new Uri("https://studio.example/app/"));
        using var there = known.Client();
        id = LoraId.Parse((await there.UploadAsync("a.safetensors", File)).Text("id"), null);
        var made = await known.Manager.GetUrlAsync(workspace, id);
        Assert.StartsWith($"https://studio.example/app/api/lora/{id}/download/a.safetensors?ticket=", made.Value!.Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(File, await there.GetByteArrayAsync(new Uri($"http://localhost/api/lora/{id}/download/a.safetensors{made.Value.Url.Query}")));
    }
}
