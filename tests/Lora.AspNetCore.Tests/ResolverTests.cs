using System.Globalization;
using System.Net;
using System.Security.Claims;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>One resolver decides the workspace for every entry point.</summary>
public class ResolverTests
{
    [Fact]
    public async Task Custom_resolver_names_one_workspace_for_every_entry_point()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddScoped<Directory>();
            setup.Lora = static lora => lora.UseWorkspaceResolver<TeamResolver>();
        });
        var team = new LoraWorkspaceId("team of ada");
        using var client = host.Client("ada");
        using var engine = host.Client(user: null);
        await using var circuit = Circuit.Of(host, "ada");
        var id = LoraId.Parse((await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"), CultureInfo.InvariantCulture);
        var session = LoraId.Parse((await client.BeginAsync("b.safetensors", 10)).Text("id"), CultureInfo.InvariantCulture);

        Assert.NotNull(await host.Manager.FindAsync(team, id));
        Assert.True((await host.Manager.GetUploadAsync(team, session)).Succeeded);
        Assert.Equal(id, Assert.Single((await circuit.Client.ListAsync(new())).Items).Id);
        Assert.Single((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
        Assert.Equal(1, (await circuit.Client.GetWorkspaceAsync()).Usage.Loras);
        Assert.Equal(Uploading.Bytes(10), await client.GetByteArrayAsync(new Uri($"/api/lora/{id}/download", UriKind.Relative)));
        var url = (await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        Assert.Equal(Uploading.Bytes(10), await engine.GetByteArrayAsync(new Uri(url)));

        var caller = (await circuit.Services.GetRequiredService<LoraAccess>().AuthorizeAsync(LoraOperation.Generate)).OrThrow();
        Assert.Equal(team, caller.Workspace);
        var values = ModelValues.From(new Dictionary<string, object?> { ["prompt"] = "Rain", ["lora_high"] = id.ToString(), ["lora_low"] = id.ToString() });
        var request = await host.App.Services.GetRequiredService<LoraGeneration>().BuildAsync(caller, "wan22", values);
        Assert.Equal([id], request.OrThrow().Loras);

        var changed = new TaskCompletionSource<LoraId>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = await circuit.Client.SubscribeAsync(change => changed.TrySetResult(change.Id));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/lora/{id}")).StatusCode);
        Assert.Equal(id, await changed.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("nothing")]
    [InlineData("default")]
    public async Task Api_answers_403_when_the_resolver_returns_nothing(string behavior)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Lora = lora => lora.UseWorkspaceResolver(_ => behavior switch
        {
            "throws" => throw new InvalidOperationException("The directory is down."),
            "default" => default(LoraWorkspaceId),
            _ => null,
        }));
        using var client = host.Client();
        foreach (var route in Routes.Of(host).Where(static route => !route.UsesTicket && route.Method != "HEAD"))
        {
            var problem = await (await client.SendAsync(route.Request())).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.WorkspaceMissing);
            Assert.DoesNotContain("directory", problem.Text("detail"), StringComparison.Ordinal);
        }

        await using var circuit = Circuit.Of(host, "ada");
        Assert.Equal(LoraErrorCodes.WorkspaceMissing, (await Assert.ThrowsAsync<LoraException>(() => circuit.Client.ListAsync(new()))).Code);
    }

    [Fact]
    public async Task User_id_never_opens_the_workspace_that_a_claim_names()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Services = static services => services.AddTransient<IClaimsTransformation, OnlyIds>());
        using var claimed = host.Client("42");
        using var identified = host.Client("id:42");
        await claimed.UploadAsync("a.safetensors", Uploading.Bytes(10));
        Assert.Empty((await (await identified.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
        await identified.UploadAsync("b.safetensors", Uploading.Bytes(10));
        Assert.Equal("a", Assert.Single((await (await claimed.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(200, 'x')]
    [InlineData(5, '\u0007')]
    public async Task Claim_gets_its_own_workspace_when_it_is_not_a_valid_id(int length, char character)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Services = services => services.AddTransient<IClaimsTransformation>(_ => new Claims(new string(character, length))));
        using var client = host.Client();
        await client.UploadAsync("a.safetensors", Uploading.Bytes(10));
        Assert.Single((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
    }

    private sealed class Directory
    {
        public Task<string> TeamOfAsync(string user) => Task.FromResult($"team of {user}");
    }

    private sealed class TeamResolver(Directory directory) : ILoraWorkspaceResolver
    {
        public async ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
            new(await directory.TeamOfAsync(user.FindFirst(ClaimTypes.NameIdentifier)!.Value));
    }

    private sealed class OnlyIds : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var id = principal.FindFirst(ClaimTypes.NameIdentifier)!.Value;
            return Task.FromResult(id.StartsWith("id:", StringComparison.Ordinal)
                ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id[3..])], "test"))
                : principal);
        }
    }

    private sealed class Claims(string workspace) : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
            Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity([new Claim(LoraWorkspaceId.ClaimType, workspace)], "test")));
    }
}
