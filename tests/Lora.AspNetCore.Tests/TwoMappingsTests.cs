using System.Net;
using System.Net.Http.Json;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Tests;

/// <summary>One application with a public API at the default path and one for operators.</summary>
public class TwoMappingsTests
{
    private static readonly LoraWorkspaceId Ada = new("ada");

    [Fact]
    public async Task Each_api_uploads_lists_and_downloads_with_urls_of_its_own()
    {
        await using var host = await StartAsync(Map);

        await CheckAsync(host, "", "/api/lora");
        await CheckAsync(host, "", "/internal/lora");
    }

    [Fact]
    public async Task Each_api_uses_urls_of_its_own_below_a_path_base()
    {
        await using var host = await StartAsync(static app =>
        {
            app.UsePathBase("/app");
            app.UseRouting();
            app.UseAuthorization();
            Map(app);
        });

        await CheckAsync(host, "/app", "/api/lora");
        await CheckAsync(host, "/app", "/internal/lora");
    }

    [Fact]
    public async Task Each_api_uses_its_prefix_below_the_public_url()
    {
        await using var host = await StartAsync(Map, static http => http.PublicUrl = new Uri("https://studio.example/app/"));
        using var client = host.Client("ada+operator");
        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");

        foreach (var path in (string[])["/api/lora", "/internal/lora"])
        {
            var url = (await (await client.GetAsync($"{path}/{id}/url")).JsonAsync()).Text("url");
            Assert.StartsWith($"https://studio.example/app{path}/{id}/download/", url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_api_has_policies_of_its_own()
    {
        await using var host = await StartAsync(Map);
        using var client = host.Client();

        await (await client.GetAsync("/api/lora")).JsonAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/internal/lora")).StatusCode);
    }

    [Theory]
    [InlineData(null, "api/lora", true)]
    [InlineData("/internal/lora/", "internal/lora", false)]
    public async Task Components_and_engines_use_the_first_api_or_the_named_one(string? named, string path, bool isAllowed)
    {
        await using var host = await StartAsync(
            static app =>
            {
                app.MapLoraManagement("api/lora");
                app.MapLoraManagement("internal/lora").RequireAuthorization("operators");
            },
            http =>
            {
                http.ApiPath = named;
                http.PublicUrl = new Uri("https://studio.example");
            });
        using var client = host.Client();
        var id = LoraId.Parse((await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"), null);
        await using var circuit = Circuit.Of(host, "ada");

        Assert.Equal(path, circuit.Client.ApiPath);
        Assert.Equal($"{path}/uploads", circuit.Client.UploadsPath);
        Assert.StartsWith($"https://studio.example/{path}/{id}/", (await host.Manager.GetUrlAsync(Ada, id)).Value!.Url.AbsoluteUri, StringComparison.Ordinal);
        var denied = await Record.ExceptionAsync(() => circuit.Client.ListAsync(new())) as LoraException;
        Assert.Equal(isAllowed ? null : LoraErrorCodes.PermissionDenied, denied?.Code);
    }

    [Fact]
    public async Task Each_api_has_an_anonymous_workspace_of_its_own()
    {
        await using var host = await StartAsync(static app =>
        {
            app.MapLoraManagement().AllowAnonymous("visitors");
            app.MapLoraManagement("internal/lora").AllowAnonymous("operators");
            app.MapLoraManagement("closed");
        });
        using var client = host.Client(user: null);

        var visitors = await BeginAsync(client, "/api/lora");
        var operators = await BeginAsync(client, "/internal/lora");

        Assert.NotNull((await host.Manager.GetUploadAsync(new LoraWorkspaceId("anonymous:visitors"), visitors)).Value);
        Assert.NotNull((await host.Manager.GetUploadAsync(new LoraWorkspaceId("anonymous:operators"), operators)).Value);
        await (await client.GetAsync("/closed")).ProblemAsync(HttpStatusCode.Unauthorized, LoraErrorCodes.UserMissing);
    }

    [Fact]
    public async Task AllowAnonymous_on_a_surrounding_group_gives_the_shared_workspace()
    {
        await using var host = await StartAsync(static app => app.MapGroup("/studio").AllowAnonymous().MapLoraManagement());
        using var client = host.Client(user: null);

        var upload = await BeginAsync(client, "/studio/api/lora");

        Assert.NotNull((await host.Manager.GetUploadAsync(new LoraWorkspaceId("anonymous:shared"), upload)).Value);
    }

    [Fact]
    public async Task Components_of_anonymous_users_use_the_workspace_of_the_first_api()
    {
        await using var host = await StartAsync(static app =>
        {
            app.MapLoraManagement().AllowAnonymous("visitors");
            app.MapLoraManagement("internal/lora").AllowAnonymous("operators");
        });
        await using var closed = await StartAsync(static app =>
        {
            app.MapLoraManagement();
            app.MapLoraManagement("internal/lora").AllowAnonymous("operators");
        });
        await using var visitor = Circuit.Of(host, user: null);
        await using var anonymous = Circuit.Of(closed, user: null);

        var caller = await visitor.Services.GetRequiredService<LoraAccess>().AuthorizeAsync(LoraOperation.View);

        Assert.Equal("anonymous:visitors", caller.Value!.Workspace.Value);
        Assert.Equal(LoraErrorCodes.UserMissing, (await Assert.ThrowsAsync<LoraException>(() => anonymous.Client.ListAsync(new()))).Code);
    }

    [Fact]
    public async Task Mapping_leaves_the_options_as_they_were_validated()
    {
        await using var host = await StartAsync(static app =>
        {
            app.MapLoraManagement("one").AllowAnonymous();
            app.MapLoraManagement("two").AllowAnonymous();
        });
        using var client = host.Client();
        await (await client.GetAsync("/two")).JsonAsync();

        var options = host.App.Services.GetRequiredService<IOptions<LoraHttpOptions>>().Value;
        Assert.Equal((null, null, null), (options.ApiPath, options.PublicUrl, options.AnonymousWorkspace));
    }

    [Fact]
    public async Task Endpoint_names_are_unique_so_that_links_by_name_work()
    {
        await using var host = await StartAsync(Map);
        var links = host.App.Services.GetRequiredService<LinkGenerator>();

        Assert.Equal("/api/lora", links.GetPathByName("ListLoras"));
        Assert.Equal("/internal/lora", links.GetPathByName("ListLoras_2"));
    }

    [Fact]
    public async Task Prefix_with_a_route_parameter_comes_from_the_request()
    {
        await using var host = await StartAsync(static app => app.MapGroup("/studios/{studio}").MapLoraManagement("loras"));

        await CheckAsync(host, "", "/studios/paris/loras");
        await using var circuit = Circuit.Of(host, "ada");
        Assert.Contains("route parameters", Assert.Throws<InvalidOperationException>(() => circuit.Client.ApiPath).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prefix_with_a_route_parameter_is_used_below_the_public_address()
    {
        await using var host = await StartAsync(
            static app => app.MapGroup("/studios/{studio}").MapLoraManagement("loras"),
            static http => http.PublicUrl = new Uri("https://studio.example"));
        using var client = host.Client();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Uploading.Bytes(20)), "file", "neon.safetensors" } };
        await (await client.PostAsync("/studios/paris/loras/upload", form)).JsonAsync();
        var id = (await (await client.GetAsync("/studios/paris/loras")).JsonAsync())["items"]![0]!.Text("id");

        var url = (await (await client.GetAsync($"/studios/paris/loras/{id}/url")).JsonAsync()).Text("url");

        Assert.StartsWith($"https://studio.example/studios/paris/loras/{id}/download/", url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_does_not_start_when_the_named_api_is_not_mapped()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(
            static app =>
            {
                app.MapLoraManagement("api/lora");
                app.MapLoraManagement("internal/lora");
            },
            static http => http.ApiPath = "api/loras"));

        Assert.Contains("'api/loras'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'api/lora', 'internal/lora'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ApiPath", "/", null)]
    [InlineData("PublicUrl", null, "studio.example/app")]
    [InlineData("PublicUrl", null, "ftp://studio.example")]
    public async Task Application_does_not_start_with_invalid_http_options(string option, string? apiPath, string? publicUrl)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(Map, http =>
        {
            http.ApiPath = apiPath;
            http.PublicUrl = publicUrl is null ? null : new Uri(publicUrl, UriKind.RelativeOrAbsolute);
        }));
        Assert.Contains($"LoraHttpOptions: {option}", exception.Message, StringComparison.Ordinal);
    }

    private static void Map(WebApplication app)
    {
        app.MapLoraManagement();
        app.MapLoraManagement("/internal/lora").RequireAuthorization("operators");
    }

    private static Task<TestHost> StartAsync(Action<WebApplication> map, Action<LoraHttpOptions>? http = null) => TestHost.StartAsync(setup =>
    {
        setup.Services = static services => services.AddAuthorizationBuilder().AddPolicy("operators", static policy => policy.RequireRole("operator"));
        setup.Map = map;
        setup.Http = http ?? setup.Http;
    });

    /// <summary>Uploads, lists and downloads through one API, following only URLs from its responses.</summary>
    private static async Task CheckAsync(TestHost host, string pathBase, string path)
    {
        using var client = host.Client("ada+operator");
        var root = pathBase + path;
        using var begun = await client.PostAsJsonAsync($"{root}/uploads", new { fileName = "a.safetensors", size = 10 });
        var id = (await begun.JsonAsync(HttpStatusCode.Created)).Text("id");
        Assert.Equal($"{root}/uploads/{id}", begun.Headers.Location!.ToString());
        await (await client.PutAsync($"{begun.Headers.Location}/parts/1", new ByteArrayContent(Uploading.Bytes(10)))).JsonAsync();
        await (await client.PostAsync($"{begun.Headers.Location}/complete", null)).JsonAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Uploading.Bytes(20)), "file", "b.safetensors" } };
        await (await client.PostAsync($"{root}/upload", form)).JsonAsync();
        var items = (await (await client.GetAsync(root)).JsonAsync())["items"]!.AsArray();
        Assert.Contains(items, item => item!.Text("id") == id);
        var url = (await (await client.GetAsync($"{root}/{id}/url")).JsonAsync()).Text("url");
        Assert.StartsWith($"http://localhost{root}/{id}/download/a.safetensors?ticket=", url, StringComparison.Ordinal);
        Assert.Equal(Uploading.Bytes(10), await client.GetByteArrayAsync(new Uri(url)));
        Assert.Equal(Uploading.Bytes(10), await client.GetByteArrayAsync($"{root}/{id}/download"));
    }

    private static async Task<LoraId> BeginAsync(HttpClient client, string path)
    {
        using var begun = await client.PostAsJsonAsync($"{path}/uploads", new { fileName = "a.safetensors", size = 10 });
        return LoraId.Parse((await begun.JsonAsync(HttpStatusCode.Created)).Text("id"), null);
    }
}
