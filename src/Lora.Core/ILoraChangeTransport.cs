namespace Lora;

/// <summary>
/// Delivers changes of LoRAs between the servers of one application, so that every user sees what another user uploads, renames or deletes on another server. The stores for SQLite, PostgreSQL and
/// Entity Framework Core include one; applications with a message broker such as Redis can use that instead (<see cref="LoraBuilder.UseChangeTransport{TTransport}"/>). Implementations must be safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// A change is a notification: what changed is read from the store. A store can implement this interface too; then it is used unless the application registers another transport.
/// </remarks>
public interface ILoraChangeTransport
{
    /// <summary>
    /// Sends a change, which this server has saved, to the other servers. Does nothing if the store already does so in the transaction of the change. If it fails, the change stays and the failure is logged.
    /// </summary>
    /// <param name="workspace">The workspace of the LoRA.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task PublishAsync(LoraWorkspaceId workspace, LoraChange change, CancellationToken cancellationToken = default);

    /// <summary>Receives the changes of other servers until it is canceled. If it fails, the failure is logged and the method is called again after a delay of at most 10 seconds.</summary>
    /// <param name="received">Call it for each change, in the order of the changes of each LoRA. Changes of this server may be among them. It returns quickly and does not throw.</param>
    /// <param name="missed">Call it if changes may have been lost, for example when a broker is connected again. Everything that is displayed is then reloaded.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task ListenAsync(Action<LoraWorkspaceId, LoraChange> received, Action missed, CancellationToken cancellationToken);
}
