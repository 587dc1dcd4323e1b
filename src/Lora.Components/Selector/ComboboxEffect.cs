namespace Lora.Components;

/// <summary>The action that the owner of the combobox performs after a step.</summary>
internal enum ComboboxEffect
{
    None = 0,

    /// <summary>Load more options.</summary>
    LoadMore = 1,

    /// <summary>Set the value of the accepted option and restore the focus.</summary>
    Accept = 2,

    /// <summary>Restore the focus without changing the value.</summary>
    Leave = 3,
}
