namespace Lora.Components;

internal static class ComboboxKeys
{
    /// <summary>Returns the key for its name in the keyboard event of the browser.</summary>
    public static ComboboxKey Read(string? name, bool alt) => (name, alt) switch
    {
        ("ArrowDown", false) => ComboboxKey.Down,
        ("ArrowUp", false) => ComboboxKey.Up,
        ("ArrowDown", true) => ComboboxKey.Open,
        ("ArrowUp", true) => ComboboxKey.Close,
        ("Enter", _) => ComboboxKey.Enter,
        ("Escape", _) => ComboboxKey.Escape,
        ("Tab", _) => ComboboxKey.Tab,
        _ => ComboboxKey.None,
    };
}
