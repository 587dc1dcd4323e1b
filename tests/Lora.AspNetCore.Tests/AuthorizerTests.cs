using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>Authorizers of a host add to its policies and never replace them.</summary>
public class AuthorizerTests
{
    [Fact]
    public async Task Policy_of_the_api_applies_to_components_beside_a_host_authorizer()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddAuthorizationBuilder().AddPolicy("editors", static policy => policy.RequireRole("editor"));
            setup.Map = static app => app.MapLoraManagement().RequireAuthorization("editors");
            setup.Lora = static lora => lora.AddAuthorizer<AllowsAll>();
        });
        using var editor = host.Client("ada+editor");
        var id = IdOf((await editor.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"));
        await using var viewer = Circuit.Of(host, "ada");
        Assert.Equal(LoraErrorCodes.PermissionDenied, (await Assert.ThrowsAsync<LoraException>(() => viewer.Client.DeleteAsync(id))).Code);
        await using var circuit = Circuit.Of(host, "ada+editor");
        Assert.True((await circuit.Client.DeleteAsync(id)).Succeeded);
    }

    [Fact]
    public async Task Fallback_policy_of_the_application_applies_to_components()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Services = static services =>
            services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole("editor").Build()));
        await using var viewer = Circuit.Of(host, "ada");
        Assert.Equal(LoraErrorCodes.PermissionDenied, (await Assert.ThrowsAsync<LoraException>(() => viewer.Client.ListAsync(new()))).Code);
        await using var editor = Circuit.Of(host, "ada+editor");
        Assert.Empty((await editor.Client.ListAsync(new())).Items);
    }

    [Fact]
    public async Task Pairing_authorizes_both_LoRAs()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddSingleton<Owned>();
            setup.Lora = static lora => lora.AddAuthorizer<OwnOnly>();
        });
        using var client = host.Client();
        var mine = IdOf((await client.UploadAsync("mine.safetensors", Uploading.Bytes(10))).Text("id"));
        var foreign = IdOf((await client.UploadAsync("foreign.safetensors", Uploading.Bytes(11))).Text("id"));
        host.App.Services.GetRequiredService<Owned>().Id = mine;

        await (await client.PutAsJsonAsync($"/api/lora/{mine}/partner", new { partner = foreign.ToString() })).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
        await using var circuit = Circuit.Of(host, "ada");
        Assert.Equal(LoraErrorCodes.PermissionDenied, (await Assert.ThrowsAsync<LoraException>(() => circuit.Client.PairAsync(mine, foreign))).Code);
        Assert.Null((await host.Manager.FindAsync(new LoraWorkspaceId("ada"), foreign))!.Facts.Partner);
        Assert.Null((await host.Manager.FindAsync(new LoraWorkspaceId("ada"), mine))!.Facts.Partner);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Forbidden)]
    [InlineData(true, HttpStatusCode.ServiceUnavailable)]
    public async Task User_gets_the_message_when_a_rule_throws_a_LoraException(bool isTransient, HttpStatusCode status)
    {
        await using var resolving = await TestHost.StartAsync(setup => setup.Lora = lora =>
            lora.UseWorkspaceResolver(_ => throw new LoraException("team.suspended", "Your team is suspended until Friday.", isTransient)));
        await using var authorizing = await TestHost.StartAsync(setup =>
        {
            setup.Services = services => services.AddSingleton(new Suspension(isTransient));
            setup.Lora = static lora => lora.AddAuthorizer<Suspended>();
        });
        foreach (var host in new[] { resolving, authorizing })
        {
            using var client = host.Client();
            using var response = await client.GetAsync("/api/lora");
            Assert.Equal(status, response.StatusCode);
            Assert.Contains("until Friday", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(isTransient, response.Headers.RetryAfter is not null);
        }
    }

    [Fact]
    public void Component_actions_list_every_client_method()
    {
        var methods = typeof(ILoraClient).GetMethods().Where(static method => !method.IsSpecialName).Select(static method => method.Name);
        Assert.Equal(
            methods.Except([nameof(ILoraClient.GetWorkspaceAsync)]).Order(StringComparer.Ordinal),
            Circuit.Actions(null!, default).Select(static action => action.Name).Distinct().Order(StringComparer.Ordinal));
    }

    private static LoraId IdOf(string text) => LoraId.Parse(text, CultureInfo.InvariantCulture);

    private sealed class AllowsAll : ILoraAuthorizer
    {
        public ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default) => new(true);
    }

    private sealed class Owned
    {
        public LoraId? Id { get; set; }
    }

    private sealed class OwnOnly(Owned owned) : ILoraAuthorizer
    {
        public ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default) =>
            new(request.Operation is not LoraOperation.Edit || request.Lora == owned.Id);
    }

    private sealed record Suspension(bool IsTransient);

    private sealed class Suspended(Suspension suspension) : ILoraAuthorizer
    {
        public ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default) =>
            throw new LoraException("team.suspended", $"{request.User.FindFirstValue(ClaimTypes.NameIdentifier)}: suspended until Friday.", suspension.IsTransient);
    }
}
