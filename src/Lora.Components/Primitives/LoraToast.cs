namespace Lora.Components;

/// <summary>A message in <see cref="LoraToasts"/>.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsError">Whether the message is an error, which stays until it is dismissed.</param>
internal sealed record LoraToast(string Text, bool IsError)
{
    public Guid Key { get; } = Guid.NewGuid();
}
