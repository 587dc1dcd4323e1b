namespace Lora;

/// <summary>
/// Receives one event for every change that somebody made or tried to make. Register any number of implementations as singletons; each receives every event.
/// They are called from many threads at once.
/// </summary>
/// <remarks>A sink that throws changes nothing for the user or for other sinks: the exception is logged as an error together with the event.</remarks>
public interface ILoraAuditSink
{
    /// <summary>Writes one event.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">
    /// The token to monitor for cancellation requests. The toolkit passes <see cref="CancellationToken.None"/>: an event is written also when the user has hung up.
    /// </param>
    ValueTask WriteAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken);
}
