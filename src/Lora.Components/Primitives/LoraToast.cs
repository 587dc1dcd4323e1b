namespace Lora.Components;

/// <summary>One message of <see cref="LoraToasts"/>.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="IsError">Whether something failed; such a message stays until it is dismissed.</param>
internal sealed record LoraToast(string Text, bool IsError)
{
    public Guid Key { get; } = Guid.NewGuid();
}
