namespace Lora.HttpFuzzing;

/// <summary>A request that was not answered as promised, or an error that a server logged.</summary>
/// <param name="Signature">What failures of one cause have in common.</param>
/// <param name="Problem">What happened.</param>
/// <param name="Request">The request in printable characters; empty when it is not known.</param>
/// <param name="Bytes">The request as it was sent.</param>
internal sealed record HttpFailure(string Signature, string Problem, string Request, byte[] Bytes)
{
    /// <summary>Gets or sets how often it happened.</summary>
    public int Count { get; set; } = 1;
}
