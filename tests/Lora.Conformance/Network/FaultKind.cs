namespace Lora.Conformance.Network;

/// <summary>Specifies the fault of a request.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset before any byte of the request is forwarded.</summary>
    Dropped,

    /// <summary>The request is forwarded later.</summary>
    Delayed,

    /// <summary>The request is rejected with 503 and <c>Retry-After</c>.</summary>
    Rejected,

    /// <summary>Half of the body is forwarded, then both connections are reset.</summary>
    HalfSent,

    /// <summary>The server processes the request, and the connection is reset before its response arrives.</summary>
    ResponseLost,

    /// <summary>One bit of the body is corrupted in transit.</summary>
    Corrupted,
}
