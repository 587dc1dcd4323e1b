using Lora.Client;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Lora.AspNetCore.Hosting;

/// <summary>Notifies the client of a circuit when its browser is disconnected or connected again.</summary>
internal sealed class CircuitConnection(BrowserConnection connection) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        connection.Restore();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        connection.Lose();
        return Task.CompletedTask;
    }
}
