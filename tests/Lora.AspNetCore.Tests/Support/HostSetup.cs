using Lora.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>The configuration of a test host.</summary>
internal sealed class HostSetup
{
    /// <summary>Whether the host listens on a real socket.</summary>
    public bool Sockets { get; set; }

    public string Environment { get; set; } = "Production";

    /// <summary>A folder that outlives the host.</summary>
    public string? Folder { get; set; }

    public FakeTimeProvider Time { get; set; } = new ManualClock(new DateTimeOffset(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero));

    public LogList Logs { get; } = new();

    public Action<LoraManagementOptions> Options { get; set; } = static _ => { };

    public Action<LoraHttpOptions> Http { get; set; } = static _ => { };

    public Action<LoraBuilder> Lora { get; set; } = static _ => { };

    public Action<IServiceCollection> Services { get; set; } = static _ => { };

    public Action<KestrelServerOptions> Kestrel { get; set; } = static _ => { };

    public Action<WebApplication> Map { get; set; } = static app => app.MapLoraManagement();
}
