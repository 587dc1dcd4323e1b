using System.Globalization;
using System.Net;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>Every route of the API against every role, with one policy for each operation.</summary>
public class PermissionTests
{
    // Written out, so that this test fails when a route is added or requires another operation.
    private static readonly Dictionary<string, LoraOperation?> Needs = new(StringComparer.Ordinal)
    {
        ["GET /api/lora/"] = LoraOperation.View,
        ["GET /api/lora/families"] = LoraOperation.View,
        ["GET /api/lora/{id}"] = LoraOperation.View,
        ["GET /api/lora/{id}/url"] = LoraOperation.View,
        ["GET /api/lora/{id}/download"] = LoraOperation.View,
        ["GET /api/lora/{id}/inspection"] = LoraOperation.View,
        ["GET /api/lora/{id}/partner"] = LoraOperation.View,
        ["GET /api/lora/{id}/duplicates"] = LoraOperation.View,
        ["GET /api/lora/{id}/thumbnail"] = LoraOperation.View,
        ["PATCH /api/lora/{id}"] = LoraOperation.Edit,
        ["POST /api/lora/{id}/inspection"] = LoraOperation.Edit,
        ["PUT /api/lora/{id}/correction"] = LoraOperation.Edit,
        ["PUT /api/lora/{id}/partner"] = LoraOperation.Edit,
        ["DELETE /api/lora/{id}"] = LoraOperation.Delete,
        ["POST /api/lora/inspect"] = LoraOperation.Upload,
        ["POST /api/lora/upload"] = LoraOperation.Upload,
        ["POST /api/lora/uploads"] = LoraOperation.Upload,
        ["GET /api/lora/uploads"] = LoraOperation.Upload,
        ["GET /api/lora/uploads/{id}"] = LoraOperation.Upload,
        ["PUT /api/lora/uploads/{id}/parts/{number}"] = LoraOperation.Upload,
        ["POST /api/lora/uploads/{id}/parts/sign"] = LoraOperation.Upload,
        ["POST /api/lora/uploads/{id}/complete"] = LoraOperation.Upload,
        ["DELETE /api/lora/uploads/{id}"] = LoraOperation.Upload,
        ["POST /api/lora/sync"] = LoraOperation.ManageStorage,
        ["GET /api/lora/audit"] = LoraOperation.ManageStorage,
        ["GET /api/lora/workspace"] = null,
    };

    public static TheoryData<LoraOperation> Operations => [.. Enum.GetValues<LoraOperation>()];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Route_answers_403_unless_the_role_allows_its_operation(LoraOperation allowed)
    {
        await using var host = await TestHost.StartAsync(OnePolicyEach);
        using var client = host.Client($"ada+{allowed}");
        var routes = Routes.Of(host).Where(static route => !route.UsesTicket && route.Method != "HEAD").ToList();
        Assert.Equal(Needs.Keys.Order(StringComparer.Ordinal), routes.Select(static route => route.ToString()).Order(StringComparer.Ordinal));
        foreach (var route in routes)
        {
            using var response = await client.SendAsync(route.Request());
            var isAllowed = Needs[route.ToString()] is not { } needed || needed == allowed;
            Assert.True(isAllowed == response.StatusCode is not HttpStatusCode.Forbidden and not HttpStatusCode.Unauthorized, $"{route}: {response.StatusCode}");
            if (!isAllowed)
            {
                await response.ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Component_action_is_denied_unless_the_role_allows_its_operation(LoraOperation allowed)
    {
        await using var host = await TestHost.StartAsync(OnePolicyEach);
        using var ada = host.Client("ada+Upload");
        var id = LoraId.Parse((await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"), CultureInfo.InvariantCulture);
        await using var circuit = Circuit.Of(host, $"ada+{allowed}");
        Assert.Equal([allowed], (await circuit.Client.GetWorkspaceAsync()).Allowed);
        foreach (var (name, operation, act) in Circuit.Actions(circuit.Client, id))
        {
            var denied = await Record.ExceptionAsync(act) as LoraException;
            Assert.True(operation == allowed ? denied is null : denied?.Code == LoraErrorCodes.PermissionDenied, $"{name}: {denied?.Code}");
        }
    }

    [Fact]
    public async Task Policy_of_the_mapped_api_applies_to_components()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddAuthorizationBuilder().AddPolicy("editors", static policy => policy.RequireRole("editor"));
            setup.Map = static app => app.MapLoraManagement().RequireAuthorization("editors");
        });
        using var editor = host.Client("ada+editor");
        var id = LoraId.Parse((await editor.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"), CultureInfo.InvariantCulture);
        await using (var viewer = Circuit.Of(host, "ada"))
        {
            foreach (var (name, _, act) in Circuit.Actions(viewer.Client, id))
            {
                var exception = await Record.ExceptionAsync(act) as LoraException;
                Assert.True(exception?.Code == LoraErrorCodes.PermissionDenied, $"{name}: {exception?.Code}");
            }
        }

        Assert.Single((await (await editor.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
        await using var allowed = Circuit.Of(host, "ada+editor");
        Assert.True((await allowed.Client.DeleteAsync(id)).Succeeded);
    }

    [Fact]
    public async Task Policy_of_a_group_around_the_api_applies_to_components()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddAuthorizationBuilder().AddPolicy("editors", static policy => policy.RequireRole("editor"));
            setup.Map = static app => app.MapGroup("/tools").RequireAuthorization("editors").MapLoraManagement();
        });
        await using var viewer = Circuit.Of(host, "ada");
        var exception = await Assert.ThrowsAsync<LoraException>(() => viewer.Client.ListAsync(new()));
        Assert.Equal(LoraErrorCodes.PermissionDenied, exception.Code);
        await using var editor = Circuit.Of(host, "ada+editor");
        Assert.Empty((await editor.Client.ListAsync(new())).Items);
    }

    [Fact]
    public async Task Application_does_not_start_when_routes_of_one_api_have_different_policies()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddAuthorizationBuilder().AddPolicy("editors", static policy => policy.RequireRole("editor"));
            setup.Map = static app => app.MapLoraManagement().Add(static builder =>
            {
                if (builder.DisplayName!.Contains("DELETE", StringComparison.Ordinal))
                {
                    builder.Metadata.Add(new AuthorizeAttribute("editors"));
                }
            });
        }));
        Assert.Contains("Policies", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_does_not_start_when_a_named_policy_does_not_exist()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            TestHost.StartAsync(static setup => setup.Options = static options => options.Policies[LoraOperation.Delete] = "LoraEditors"));
        Assert.Contains("'LoraEditors'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AddPolicy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_route_lists_what_the_user_may_do_and_the_limits()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddAuthorizationBuilder().AddPolicy("editors", static policy => policy.RequireRole("editor"));
            setup.Options = static options =>
            {
                options.MaxWorkspaceBytes = 1000;
                options.MaxWorkspaceUploads = 7;
                (options.Policies[LoraOperation.Edit], options.Policies[LoraOperation.Delete], options.Policies[LoraOperation.ManageStorage]) = ("editors", "editors", "editors");
            };
        });
        using var viewer = host.Client("ada");
        await viewer.UploadAsync("a.safetensors", Uploading.Bytes(10));
        var workspace = await (await viewer.GetAsync("/api/lora/workspace")).JsonAsync();
        Assert.Equal(["view", "upload", "generate"], workspace["allowed"]!.AsArray().Select(static node => node!.GetValue<string>()));
        Assert.Equal(10, workspace["usage"]!["bytes"]!.GetValue<long>());
        Assert.Equal(1000, workspace["limits"]!["bytes"]!.GetValue<long>());
        Assert.Equal(7, workspace["limits"]!["uploads"]!.GetValue<int>());
    }

    [Fact]
    public async Task Host_authorizer_decides_for_API_and_components()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Lora = static lora => lora.AddAuthorizer<ViewOnly>());
        using var client = host.Client();
        await (await client.GetAsync("/api/lora")).JsonAsync();
        await (await client.DeleteAsync($"/api/lora/{LoraId.New(TimeProvider.System)}")).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
        await using var circuit = Circuit.Of(host, "ada");
        await circuit.Client.ListAsync(new());
        Assert.Equal(LoraErrorCodes.PermissionDenied, (await Assert.ThrowsAsync<LoraException>(() => circuit.Client.DeleteAsync(LoraId.New(TimeProvider.System)))).Code);
    }

    [Fact]
    public async Task Authorizer_denies_when_it_throws()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Lora = static lora => lora.AddAuthorizer<Broken>());
        using var client = host.Client();
        await (await client.GetAsync("/api/lora")).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
    }

    private static void OnePolicyEach(HostSetup setup)
    {
        setup.Services = static services =>
        {
            foreach (var operation in Enum.GetNames<LoraOperation>())
            {
                services.AddAuthorizationBuilder().AddPolicy($"may-{operation}", policy => policy.RequireRole(operation));
            }
        };
        setup.Options = static options =>
        {
            foreach (var operation in Enum.GetValues<LoraOperation>())
            {
                options.Policies[operation] = $"may-{operation}";
            }
        };
    }

    private sealed class ViewOnly : ILoraAuthorizer
    {
        public ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(request.Operation == LoraOperation.View);
    }

    private sealed class Broken : ILoraAuthorizer
    {
        public ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default) => throw new InvalidOperationException("broken");
    }
}
