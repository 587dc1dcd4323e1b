using System.Security.Claims;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

public class CallerTests
{
    [Fact]
    public async Task Circuit_uses_the_authentication_state_instead_of_the_request()
    {
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();
        Request(services, "bob");
        Circuit(scope, "ada");
        Assert.Equal("ada", await WorkspaceAsync(scope));
    }

    [Fact]
    public async Task Circuit_has_no_user_after_sign_out()
    {
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();
        Request(services, "bob");
        Circuit(scope, null);
        await FailsAsync(scope, LoraErrorCodes.UserMissing);
    }

    [Fact]
    public async Task Request_of_a_Blazor_application_uses_its_own_user()
    {
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();
        Request(services, "bob");
        Assert.Equal("bob", await WorkspaceAsync(scope));
    }

    [Fact]
    public async Task Request_uses_its_user_without_Blazor()
    {
        await using var services = Services(blazor: false);
        await using var scope = services.CreateAsyncScope();
        Request(services, "ada");
        Assert.Equal("ada", await WorkspaceAsync(scope));
    }

    [Fact]
    public async Task Anonymous_user_has_a_workspace_only_when_the_host_sets_one()
    {
        await using var closed = Services();
        await using var scope = closed.CreateAsyncScope();
        await FailsAsync(scope, LoraErrorCodes.UserMissing);
        Circuit(scope, TestUserHandler.WithoutWorkspace);
        await FailsAsync(scope, LoraErrorCodes.WorkspaceMissing);

        await using var open = Services(anonymous: "shared");
        await using var other = open.CreateAsyncScope();
        Assert.Equal("anonymous:shared", await WorkspaceAsync(other));
    }

    private static ServiceProvider Services(bool blazor = true, string? anonymous = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddLoraManagement().ConfigureHttp(http => http.AnonymousWorkspace = anonymous is null ? null : new LoraWorkspaceId(anonymous));
        if (blazor)
        {
            services.AddScoped<AuthenticationStateProvider, ServerAuthenticationStateProvider>();
        }

        return services.BuildServiceProvider(validateScopes: true);
    }

    private static void Request(ServiceProvider services, string user) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = TestUserHandler.Principal(user) };

    private static void Circuit(AsyncServiceScope scope, string? user)
    {
        var principal = user is null ? new ClaimsPrincipal(new ClaimsIdentity()) : TestUserHandler.Principal(user);
        var state = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
    }

    private static async Task<string> WorkspaceAsync(AsyncServiceScope scope) =>
        (await scope.ServiceProvider.GetRequiredService<LoraAccess>().AuthorizeAsync(LoraOperation.View)).OrThrow().Workspace.Value;

    private static async Task FailsAsync(AsyncServiceScope scope, string code)
    {
        var exception = await Assert.ThrowsAsync<LoraException>(() => WorkspaceAsync(scope));
        Assert.Equal(code, exception.Code);
        Assert.NotEmpty(exception.Message);
    }
}
