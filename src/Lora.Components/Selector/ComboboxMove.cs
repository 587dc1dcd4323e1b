namespace Lora.Components;

/// <summary>A move that waits until the options it needs have come.</summary>
internal enum ComboboxMove
{
    None = 0,
    First = 1,
    Last = 2,
    Next = 3,
}
