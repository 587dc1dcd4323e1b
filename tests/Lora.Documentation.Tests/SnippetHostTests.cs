using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Lora.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Studio;

namespace Lora.Documentation.Tests;

/// <summary>The hosts that the documents show start and do what the text around them says.</summary>
[Collection(nameof(SnippetHost))]
public sealed class SnippetHostTests : IDisposable
{
    private readonly SnippetHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Quick_start_stores_an_upload_and_lists_it()
    {
        await using var app = QuickStart.Build(_host.Arguments);
        using var client = await SnippetHost.StartAsync(app);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SampleFile.Create()), "file", "neon.safetensors" } };
        using var upload = await client.PostAsync(new Uri("/api/lora/upload", UriKind.Relative), form);
        Assert.True(upload.IsSuccessStatusCode, await upload.Content.ReadAsStringAsync());

        var list = await client.GetFromJsonAsync<JsonElement>(new Uri("/api/lora", UriKind.Relative));
        Assert.Equal("neon", list.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.True(File.Exists("lora.db"));
        Assert.Single(Directory.EnumerateFiles("lora-files", "*.safetensors", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("/loras", "My LoRAs", "Style")]
    [InlineData("/generate", "Prompt", "LoRA")]
    public async Task Page_renders_with_the_components_it_shows(string path, params string[] texts)
    {
        var builder = _host.Create();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapLoraManagement().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        using var client = await SnippetHost.StartAsync(app);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Contains("lora-", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_check_answers_healthy()
    {
        var builder = _host.Create();
        await using var app = Operations.Build(builder);
        using var client = await SnippetHost.StartAsync(app);
        Assert.Equal(nameof(HealthStatus.Healthy), await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [Fact]
    public async Task Own_endpoint_answers_403_unless_a_user_is_signed_in()
    {
        await using var app = _host.Create().Build();
        SnippetHost.SignInByHeader(app);
        Workspaces.MapFavourite(app);
        using var client = await SnippetHost.StartAsync(app);
        using var denied = await client.GetAsync(new Uri("/favourite", UriKind.Relative));
        client.DefaultRequestHeaders.Add(SnippetHost.UserHeader, "ada");
        var names = await client.GetFromJsonAsync<string[]>(new Uri("/favourite", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.NotNull(names);
        Assert.Empty(names);
    }

    [Fact]
    public async Task Own_context_serves_the_API()
    {
        var builder = WebApplication.CreateBuilder(_host.Arguments);
        Stores.AddOwnContext(builder);
        await using var app = builder.Build();
        app.MapLoraManagement().AllowAnonymous();
        await using (var shop = await app.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ShopContext>>().CreateDbContextAsync())
        {
            await shop.Database.EnsureCreatedAsync();
        }

        using var client = await SnippetHost.StartAsync(app);
        using var list = await client.GetAsync(new Uri("/api/lora", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Fact]
    public async Task Workspace_rule_of_one_line_reads_the_team_claim()
    {
        var builder = _host.Create();
        Workspaces.AddRule(builder);
        Assert.Equal("blue", await WorkspaceAsync(builder, new("team", "blue")));
    }

    [Fact]
    public async Task Workspace_resolver_class_decides_the_workspace()
    {
        var builder = _host.Create();
        Workspaces.AddClass(builder);
        Assert.Equal("studio", await WorkspaceAsync(builder, new("team", "blue")));
    }

    [Theory]
    [InlineData("editor", true)]
    [InlineData("viewer", false)]
    public async Task Policies_allow_a_delete_to_editors_only(string role, bool isAllowed)
    {
        var builder = _host.Create();
        Workspaces.AddPolicies(builder);
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<LoraAccess>();
        Assert.Equal(isAllowed, (await access.AuthorizeAsync(User(new(ClaimTypes.Role, role)), LoraOperation.Delete)).Succeeded);
        Assert.True((await access.AuthorizeAsync(User(new(ClaimTypes.Role, role)), LoraOperation.View)).Succeeded);
    }

    [Fact]
    public async Task PostgreSql_and_S3_are_the_stores_that_the_host_gets()
    {
        var builder = WebApplication.CreateBuilder(_host.Arguments);
        Stores.AddPostgreSqlAndS3(builder);
        await using var app = builder.Build();
        Assert.IsAssignableFrom<IMultipartFileStore>(app.Services.GetRequiredService<ILoraFileStore>());
        Assert.NotNull(app.Services.GetRequiredService<LoraS3Bucket>());
        Assert.NotNull(app.Services.GetRequiredService<ILoraStore>());
    }

    [Fact]
    public async Task Url_references_start_with_a_folder_once_the_public_url_is_set()
    {
        var builder = _host.Create();
        Stores.AddEngineUrls(builder);
        await using var app = builder.Build();
        app.MapLoraManagement().AllowAnonymous();
        using var client = await SnippetHost.StartAsync(app);
        using var list = await client.GetAsync(new Uri("/api/lora", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    private static async Task<string> WorkspaceAsync(WebApplicationBuilder builder, Claim claim)
    {
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<LoraAccess>().GetCallerAsync(User(claim))).OrThrow().Workspace.Value;
    }

    private static ClaimsPrincipal User(Claim claim) => new(new ClaimsIdentity([claim, new(ClaimTypes.NameIdentifier, "42")], "test"));
}
