using System.Net;
using System.Net.Http.Json;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

public class AccessTests
{
    [Fact]
    public async Task Nobody_gets_past_any_route_without_a_user()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client(user: null);
        foreach (var route in Routes.Of(host))
        {
            using var response = await client.SendAsync(route.Request());
            var expected = route.TakesTicket ? (HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid) : (HttpStatusCode.Unauthorized, LoraErrorCodes.UserMissing);
            Assert.True(response.StatusCode == expected.Item1, $"{route}: {response.StatusCode}");
            if (route.Method != "HEAD")
            {
                await response.ProblemAsync(expected.Item1, expected.Item2);
            }
        }
    }

    [Fact]
    public async Task A_user_without_a_workspace_gets_past_no_route()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client(TestUserHandler.WithoutWorkspace);
        foreach (var route in Routes.Of(host).Where(route => !route.TakesTicket && route.Method != "HEAD"))
        {
            await (await client.SendAsync(route.Request())).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.WorkspaceMissing);
        }
    }

    [Fact]
    public async Task Another_workspaces_id_is_not_found_on_any_route()
    {
        await using var host = await TestHost.StartAsync();
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        var lora = (await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        var upload = (await ada.BeginAsync("b.safetensors", 10)).Text("id");
        var routes = Routes.Of(host).Where(route => route is { NamesOne: true, TakesTicket: false }).ToList();
        Assert.True(routes.Count >= 9, "The routes were not found.");
        foreach (var route in routes)
        {
            foreach (var id in new[] { lora, upload })
            {
                using var response = await bob.SendAsync(route.Request(id));
                Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{route}: {response.StatusCode}");
            }
        }

        Assert.Equal("a", (await (await ada.GetAsync($"/api/lora/{lora}")).JsonAsync()).Text("name"));
        var status = await (await ada.GetAsync($"/api/lora/uploads/{upload}")).JsonAsync();
        Assert.Equal("open", status.Text("state"));
        Assert.Empty(status["stored"]!.AsArray());
        Assert.Empty((await (await bob.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task AllowAnonymous_gives_everybody_the_shared_workspace()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app => app.MapLoraManagement().AllowAnonymous());
        using var anybody = host.Client(user: null);
        using var ada = host.Client("ada");
        var id = (await anybody.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        await (await anybody.GetAsync($"/api/lora/{id}")).JsonAsync();
        await (await ada.GetAsync($"/api/lora/{id}")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        Assert.NotNull(await host.Manager.FindAsync(new LoraWorkspaceId("anonymous:shared"), id));
    }

    [Fact]
    public async Task AllowAnonymous_keeps_the_workspace_the_host_has_set()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Options = static options => options.AnonymousWorkspace = new LoraWorkspaceId("everyone");
            setup.Map = static app => app.MapLoraManagement().AllowAnonymous("shared");
        });
        using var anybody = host.Client(user: null);
        var id = (await anybody.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        Assert.NotNull(await host.Manager.FindAsync(new LoraWorkspaceId("anonymous:everyone"), id));
    }

    [Fact]
    public async Task An_anonymous_workspace_alone_does_not_open_the_api()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = static options => options.AnonymousWorkspace = new LoraWorkspaceId("everyone"));
        using var anybody = host.Client(user: null);
        await (await anybody.GetAsync("/api/lora")).ProblemAsync(HttpStatusCode.Unauthorized, LoraErrorCodes.UserMissing);
    }

    [Fact]
    public async Task A_host_without_any_authentication_answers_with_a_problem()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Services = static services =>
        {
            foreach (var descriptor in services.Where(static service => service.ServiceType.FullName!.StartsWith("Microsoft.AspNetCore.Auth", StringComparison.Ordinal)).ToList())
            {
                services.Remove(descriptor);
            }
        });
        using var client = host.Client();
        await (await client.GetAsync("/api/lora")).ProblemAsync(HttpStatusCode.Unauthorized, LoraErrorCodes.UserMissing);
    }

    [Fact]
    public async Task The_hosts_own_rule_names_the_workspace()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Lora = static lora =>
            lora.UseWorkspaceResolver(static user => user.FindFirst(LoraWorkspaces.ClaimType) is { } claim ? new LoraWorkspaceId("team-" + claim.Value) : null));
        using var ada = host.Client("ada");
        var id = (await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        Assert.NotNull(await host.Manager.FindAsync(new LoraWorkspaceId("team-ada"), id));
    }

    [Fact]
    public async Task A_policy_of_the_host_is_obeyed_and_never_redirects()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Services = static services =>
            {
                services.AddAuthentication().AddCookie(CookieAuthenticationDefaults.AuthenticationScheme);
                services.AddAuthorizationBuilder().AddPolicy("artists", static policy => policy
                    .AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme, TestUserHandler.SchemeName)
                    .RequireClaim(LoraWorkspaces.ClaimType, "ada"));
            };
            setup.Map = static app => app.MapLoraManagement().RequireAuthorization("artists");
        });
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        using var nobody = host.Client(user: null);
        await (await ada.GetAsync("/api/lora")).JsonAsync();
        foreach (var client in new[] { bob, nobody })
        {
            foreach (var route in Routes.Of(host).Where(route => !route.TakesTicket))
            {
                using var response = await client.SendAsync(route.Request());
                Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{route}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_url_that_was_made_works_under_a_policy_of_the_host()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app => app.MapLoraManagement().RequireAuthorization());
        using var ada = host.Client("ada");
        using var engine = host.Client(user: null);
        var id = (await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        var url = (await (await ada.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        Assert.Equal(Uploading.Bytes(10), await engine.GetByteArrayAsync(new Uri(url)));
    }

    [Fact]
    public async Task Antiforgery_of_the_host_does_not_stand_in_the_way()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Services = static services => services.AddAntiforgery();
            setup.Map = static app =>
            {
                app.UseAntiforgery();
                app.MapLoraManagement();
            };
        });
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        await (await client.PatchAsJsonAsync($"/api/lora/{id}", new { name = "b" })).JsonAsync();
    }
}
