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
    public async Task Every_route_answers_401_without_a_user()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client(user: null);
        foreach (var route in Routes.Of(host))
        {
            using var response = await client.SendAsync(route.Request());
            var expected = route.UsesTicket ? (HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid) : (HttpStatusCode.Unauthorized, LoraErrorCodes.UserMissing);
            Assert.True(response.StatusCode == expected.Item1, $"{route}: {response.StatusCode}");
            if (route.Method != "HEAD")
            {
                await response.ProblemAsync(expected.Item1, expected.Item2);
            }
        }
    }

    [Fact]
    public async Task Every_route_answers_403_when_the_user_has_no_workspace()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client(TestUserHandler.WithoutWorkspace);
        foreach (var route in Routes.Of(host).Where(route => !route.UsesTicket && route.Method != "HEAD"))
        {
            await (await client.SendAsync(route.Request())).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.WorkspaceMissing);
        }
    }

    [Fact]
    public async Task Every_route_answers_404_for_an_id_of_another_workspace()
    {
        await using var host = await TestHost.StartAsync();
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        var lora = (await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        var upload = (await ada.BeginAsync("b.safetensors", 10)).Text("id");
        var routes = Routes.Of(host).Where(route => route is { HasId: true, UsesTicket: false }).ToList();
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
    public async Task AllowAnonymous_gives_anonymous_users_the_shared_workspace()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app => app.MapLoraManagement().AllowAnonymous());
        using var anonymous = host.Client(user: null);
        using var ada = host.Client("ada");
        var id = (await anonymous.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        await (await anonymous.GetAsync($"/api/lora/{id}")).JsonAsync();
        await (await ada.GetAsync($"/api/lora/{id}")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        Assert.NotNull(await host.Manager.FindAsync(new LoraWorkspaceId("anonymous:shared"), id));
    }

    [Fact]
    public async Task AllowAnonymous_keeps_the_workspace_from_the_options()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Http = static http => http.AnonymousWorkspace = new LoraWorkspaceId("everyone");
            setup.Map = static app => app.MapLoraManagement().AllowAnonymous("shared");
        });
        using var anonymous = host.Client(user: null);
        var id = (await anonymous.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        Assert.NotNull(await host.Manager.FindAsync(new LoraWorkspaceId("anonymous:everyone"), id));
    }

    [Fact]
    public async Task Api_answers_401_when_only_the_anonymous_workspace_is_set()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Http = static http => http.AnonymousWorkspace = new LoraWorkspaceId("everyone"));
        using var anonymous = host.Client(user: null);
        await (await anonymous.GetAsync("/api/lora")).ProblemAsync(HttpStatusCode.Unauthorized, LoraErrorCodes.UserMissing);
    }

    [Fact]
    public async Task Api_answers_401_problem_when_the_host_has_no_authentication()
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
    public async Task Resolver_of_the_host_names_the_workspace()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Lora = static lora =>
            lora.UseWorkspaceResolver(static user => user.FindFirst(LoraWorkspaceId.ClaimType) is { } claim ? new LoraWorkspaceId("team-" + claim.Value) : null));
        using var ada = host.Client("ada");
        var id = (await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        Assert.NotNull(await host.Manager.FindAsync(new LoraWorkspaceId("team-ada"), id));
    }

    [Fact]
    public async Task Policy_of_the_host_is_applied_without_a_redirect()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Services = static services =>
            {
                services.AddAuthentication().AddCookie(CookieAuthenticationDefaults.AuthenticationScheme);
                services.AddAuthorizationBuilder().AddPolicy("artists", static policy => policy
                    .AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme, TestUserHandler.SchemeName)
                    .RequireClaim(LoraWorkspaceId.ClaimType, "ada"));
            };
            setup.Map = static app => app.MapLoraManagement().RequireAuthorization("artists");
        });
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        using var anonymous = host.Client(user: null);
        await (await ada.GetAsync("/api/lora")).JsonAsync();
        foreach (var client in new[] { bob, anonymous })
        {
            foreach (var route in Routes.Of(host).Where(route => !route.UsesTicket))
            {
                using var response = await client.SendAsync(route.Request());
                Assert.True(response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{route}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Ticket_url_works_when_the_api_has_a_policy()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app => app.MapLoraManagement().RequireAuthorization());
        using var ada = host.Client("ada");
        using var engine = host.Client(user: null);
        var id = (await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        var url = (await (await ada.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        Assert.Equal(Uploading.Bytes(10), await engine.GetByteArrayAsync(new Uri(url)));
    }

    [Fact]
    public async Task Api_accepts_requests_when_the_host_uses_antiforgery()
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
