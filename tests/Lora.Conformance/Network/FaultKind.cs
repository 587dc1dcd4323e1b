namespace Lora.Conformance.Network;

/// <summary>What a network does to a request.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset before anything of the request went on.</summary>
    Dropped,

    /// <summary>The request goes on later.</summary>
    Delayed,

    /// <summary>The request gets no further and is answered by 503 with <c>Retry-After</c>.</summary>
    Refused,

    /// <summary>Half of the body goes on, then both connections are reset.</summary>
    HalfSent,

    /// <summary>The server has done what was asked, and the connection is reset before its answer arrives.</summary>
    AnswerLost,

    /// <summary>One bit of the body changes on its way.</summary>
    Damaged,
}
