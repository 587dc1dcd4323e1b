namespace Lora.Components;

/// <summary>A key or key combination that the combobox handles. All other keys edit the text.</summary>
internal enum ComboboxKey
{
    None = 0,
    Down = 1,
    Up = 2,

    /// <summary>Alt+Down.</summary>
    Open = 3,

    /// <summary>Alt+Up.</summary>
    Close = 4,
    Enter = 5,
    Escape = 6,
    Tab = 7,
}
