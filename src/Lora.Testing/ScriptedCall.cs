namespace Lora.Testing;

/// <summary>A call that a <see cref="ScriptedLoraClient"/> received.</summary>
/// <param name="Member">The name of the member of <see cref="ILoraClient"/>, such as <c>ListAsync</c>.</param>
/// <param name="Arguments">The arguments, in order, without the cancellation token and the handler of a subscription.</param>
public sealed record ScriptedCall(string Member, IReadOnlyList<object?> Arguments);
