using Lora.Client;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Lora.AspNetCore.Hosting;

/// <summary>Tells the client of a circuit whether its browser is connected.</summary>
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
