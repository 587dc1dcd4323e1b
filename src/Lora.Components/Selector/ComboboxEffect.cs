namespace Lora.Components;

/// <summary>What has to be done outside the combobox after a step.</summary>
internal enum ComboboxEffect
{
    None = 0,

    /// <summary>More options are wanted.</summary>
    LoadMore = 1,

    /// <summary>An option was accepted: take its value, and put the focus back.</summary>
    Accept = 2,

    /// <summary>The person is done without choosing: put the focus back.</summary>
    Leave = 3,
}
