namespace Lora.Components;

internal static class ComboboxKeys
{
    /// <summary>What a key means, by its name in the browser's keyboard event.</summary>
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
