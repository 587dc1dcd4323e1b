namespace Lora.Components;

/// <summary>A key, or a pair of keys, that means something to the combobox. All others edit the text.</summary>
internal enum ComboboxKey
{
    None = 0,
    Down = 1,
    Up = 2,

    /// <summary>Alt and Down.</summary>
    Open = 3,

    /// <summary>Alt and Up.</summary>
    Close = 4,
    Enter = 5,
    Escape = 6,
    Tab = 7,
}
