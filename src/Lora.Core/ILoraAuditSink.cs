namespace Lora;

/// <summary>
/// Receives an audit event for every change that a user made or tried to make. Register any number of implementations as singletons; each receives every event.
/// Implementations must be thread-safe.
/// </summary>
/// <remarks>An exception from a sink affects neither the user nor other sinks. It is logged as an error together with the event.</remarks>
public interface ILoraAuditSink
{
    /// <summary>Writes one event.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">
    /// The token to monitor for cancellation requests. The toolkit passes <see cref="CancellationToken.None"/>: an event is also written if the client has disconnected.
    /// </param>
    ValueTask WriteAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken);
}
