using System.Net;
using System.Net.Http.Json;
using System.Text;
using Lora.AspNetCore.Tests.Support;

namespace Lora.AspNetCore.Tests;

public class CatalogTests
{
    [Fact]
    public async Task LoRA_is_listed_found_renamed_and_deleted()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var uploaded = await client.UploadAsync("노을 style.SafeTensors", Uploading.Bytes(1000));
        var id = uploaded.Text("id");

        var found = await (await client.GetAsync($"/api/lora/{id}")).JsonAsync();
        Assert.Equal("노을 style", found.Text("name"));
        Assert.Equal("노을 style.SafeTensors", found.Text("fileName"));
        Assert.Equal("safetensors", found.Text("format"));
        Assert.Equal(1000, found.Number("size"));
        Assert.Equal(0, found.Number("useCount"));
        Assert.Null(found["lastUsedAt"]);
        Assert.Equal(host.Time.GetUtcNow(), found["uploadedAt"]!.GetValue<DateTimeOffset>());
        Assert.Contains(id, found.Text("path"), StringComparison.Ordinal);
        Assert.Equal(found.ToJsonString(), uploaded.ToJsonString());

        var renamed = await (await client.PatchAsJsonAsync($"/api/lora/{id}", new { name = " Sunset " })).JsonAsync();
        Assert.Equal("Sunset", renamed.Text("name"));

        var page = await (await client.GetAsync("/api/lora")).JsonAsync();
        Assert.Equal("Sunset", Assert.Single(page["items"]!.AsArray())!.Text("name"));
        Assert.Equal(1, page.Number("total"));
        Assert.Equal(1000, page.Number("totalSize"));
        Assert.Null(page["next"]);

        using var deleted = await client.DeleteAsync($"/api/lora/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await (await client.GetAsync($"/api/lora/{id}")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        await (await client.DeleteAsync($"/api/lora/{id}")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        Assert.Empty((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task List_is_searched_sorted_and_paged()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        foreach (var (name, size) in new[] { ("Beta", 20), ("alpha", 30), ("Gamma", 10) })
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await client.UploadAsync($"{name}.safetensors", Uploading.Bytes(size));
        }

        Assert.Equal(["Gamma", "alpha", "Beta"], await NamesAsync(client, ""));
        Assert.Equal(["Gamma", "alpha", "Beta"], await NamesAsync(client, "?sort=newest&take=200"));
        Assert.Equal(["alpha", "Beta", "Gamma"], await NamesAsync(client, "?sort=largest"));
        Assert.Equal(["alpha", "Beta", "Gamma"], (await NamesAsync(client, "?sort=name")).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Empty(await NamesAsync(client, "?sort=recentlyUsed"));
        Assert.Equal(["alpha"], await NamesAsync(client, "?search=ALPH"));

        var first = await (await client.GetAsync("/api/lora?take=2")).JsonAsync();
        Assert.Equal(3, first.Number("total"));
        Assert.Equal(["Beta"], await NamesAsync(client, $"?take=2&after={Uri.EscapeDataString(first.Text("next"))}"));
    }

    [Theory]
    [InlineData("take=0")]
    [InlineData("take=201")]
    [InlineData("take=many")]
    [InlineData("take=99999999999")]
    [InlineData("sort=random")]
    [InlineData("sort=1")]
    [InlineData("role=highest")]
    [InlineData("role=2")]
    [InlineData("role=high,none")]
    [InlineData("after=not-a-cursor")]
    public async Task List_answers_400_when_its_query_is_invalid(string query)
    {
        foreach (var environment in new[] { "Production", "Development" })
        {
            await using var host = await TestHost.StartAsync(setup => setup.Environment = environment);
            using var client = host.Client();
            await (await client.GetAsync($"/api/lora?{query}")).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.QueryInvalid);
        }
    }

    [Theory]
    [InlineData("GET", "/api/lora/nonsense")]
    [InlineData("GET", "/api/lora/nonsense/url")]
    [InlineData("GET", "/api/lora/nonsense/download")]
    [InlineData("DELETE", "/api/lora/nonsense")]
    [InlineData("GET", "/api/lora/uploads/nonsense")]
    [InlineData("POST", "/api/lora/uploads/nonsense/complete")]
    [InlineData("PUT", "/api/lora/uploads/0193a3c4d5e67f8091a2b3c4d5e6f708/parts/one")]
    [InlineData("PUT", "/api/lora/uploads/0193a3c4d5e67f8091a2b3c4d5e6f708/parts/99999999999")]
    public async Task Route_answers_400_when_its_URL_is_invalid(string method, string path)
    {
        foreach (var environment in new[] { "Production", "Development" })
        {
            await using var host = await TestHost.StartAsync(setup => setup.Environment = environment);
            using var client = host.Client();
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            await (await client.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid);
        }
    }

    [Theory]
    [InlineData("{\"name\":", HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"name\":5}", HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid)]
    [InlineData("null", HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid)]
    [InlineData("", HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid)]
    [InlineData("{}", HttpStatusCode.BadRequest, LoraErrorCodes.NameMissing)]
    [InlineData("{\"name\":\"  \"}", HttpStatusCode.BadRequest, LoraErrorCodes.NameMissing)]
    [InlineData("{\"name\":\"a\\u0007b\"}", HttpStatusCode.BadRequest, LoraErrorCodes.NameInvalid)]
    public async Task Rename_reports_why_it_is_not_possible(string body, HttpStatusCode status, string code)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.ckpt", Uploading.Bytes(10))).Text("id");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await (await client.PatchAsync($"/api/lora/{id}", content)).ProblemAsync(status, code);
        Assert.Equal("a", (await (await client.GetAsync($"/api/lora/{id}")).JsonAsync()).Text("name"));
    }

    [Fact]
    public async Task Rename_reports_all_errors_of_a_name()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.ckpt", Uploading.Bytes(10))).Text("id");
        using var response = await client.PatchAsJsonAsync($"/api/lora/{id}", new { name = new string('x', 300) + '\u0001' });
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.NameTooLong);
        Assert.Equal([LoraErrorCodes.NameTooLong, LoraErrorCodes.NameInvalid], problem["issues"]!.AsArray().Select(issue => issue!.Text("code")));
        Assert.Equal("name", problem["issues"]![0]!.Text("member"));
    }

    [Fact]
    public async Task Body_is_a_problem_when_it_is_not_JSON()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.ckpt", Uploading.Bytes(10))).Text("id");
        using var content = new StringContent("{\"name\":\"b\"}", Encoding.UTF8, "text/plain");
        await (await client.PatchAsync($"/api/lora/{id}", content)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, LoraErrorCodes.RequestInvalid);
    }

    [Fact]
    public async Task Responses_are_not_cached()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var list = await client.GetAsync("/api/lora");
        using var problem = await client.GetAsync("/api/lora?take=0");
        Assert.True(list.Headers.CacheControl!.NoStore);
        Assert.True(problem.Headers.CacheControl!.NoStore);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(HttpClient client, string query)
    {
        var page = await (await client.GetAsync($"/api/lora{query}")).JsonAsync();
        return [.. page["items"]!.AsArray().Select(item => item!.Text("name"))];
    }
}
