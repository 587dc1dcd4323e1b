namespace Lora.Components;

/// <summary>A move of the active option that is postponed until the options are loaded.</summary>
internal enum ComboboxMove
{
    None = 0,
    First = 1,
    Last = 2,
    Next = 3,
}
