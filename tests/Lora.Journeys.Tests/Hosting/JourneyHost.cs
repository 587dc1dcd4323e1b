using System.Security.Claims;
using Lora.Journeys.Tests.BackEnds;
using Lora.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.Journeys.Tests.Hosting;

/// <summary>A host application on a real socket with a back end. The header <c>X-User</c> of a request identifies its user.</summary>
public sealed class JourneyHost<TBackEnd> : IAsyncLifetime
    where TBackEnd : IBackEnd, new()
{
    private readonly TBackEnd _backEnd = new();
    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.Single());

    public IServiceProvider Services => _app!.Services;

    public LoraManager Manager => Services.GetRequiredService<LoraManager>();

    public LoraGeneration Generation => Services.GetRequiredService<LoraGeneration>();

    public ILoraStore Store => Services.GetRequiredService<ILoraStore>();

    public ILoraFileStore Files => Services.GetRequiredService<ILoraFileStore>();

    public LoraManagementOptions Options => Services.GetRequiredService<IOptions<LoraManagementOptions>>().Value;

    public async Task InitializeAsync()
    {
        await _backEnd.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        _backEnd.Use(builder.Services.AddLoraManagement(options =>
        {
            options.KeyPrefix = _backEnd.KeyPrefix;

            // The properties run in parallel in one workspace.
            options.MaxWorkspaceUploads = null;
        }));
        builder.Services.AddScoped<Caller>();
        builder.Services.AddScoped<ILoraUserAccessor>(provider => provider.GetRequiredService<Caller>());
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            if (context.Request.Headers["X-User"].ToString() is { Length: > 0 } user)
            {
                context.User = Caller.UserOf(Uri.UnescapeDataString(user));
            }

            return next(context);
        });
        _app.MapLoraManagement();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await _backEnd.DisposeAsync();
    }

    /// <summary>Returns a client of the HTTP API for a user.</summary>
    public Api ApiOf(LoraWorkspaceId workspace) => new(Address, workspace);

    /// <summary>Creates a service scope of a user, like that of a circuit.</summary>
    public AsyncServiceScope ScopeOf(LoraWorkspaceId workspace)
    {
        var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Workspace = workspace;
        return scope;
    }

    private sealed class Caller : ILoraUserAccessor
    {
        public LoraWorkspaceId Workspace { get; set; }

        public static ClaimsPrincipal UserOf(string workspace) => new(new ClaimsIdentity([new Claim(LoraWorkspaceId.ClaimType, workspace)], "test"));

        public ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(UserOf(Workspace.Value));
    }
}
