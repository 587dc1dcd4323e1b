namespace Lora.Components;

/// <summary>The icons of the toolkit.</summary>
public enum LoraIconName
{
    /// <summary>A cross.</summary>
    Close = 0,

    /// <summary>An arrow up.</summary>
    Upload = 1,

    /// <summary>A magnifying glass.</summary>
    Search = 2,

    /// <summary>A trash can.</summary>
    Delete = 3,

    /// <summary>A pencil.</summary>
    Edit = 4,

    /// <summary>A check mark.</summary>
    Check = 5,

    /// <summary>A triangle with an exclamation mark.</summary>
    Warning = 6,

    /// <summary>An arrow in a circle.</summary>
    Retry = 7,

    /// <summary>A plus sign.</summary>
    Add = 8,

    /// <summary>A chevron that points down.</summary>
    ChevronDown = 9,

    /// <summary>Two bars.</summary>
    Pause = 10,

    /// <summary>A triangle that points right.</summary>
    Resume = 11,

    /// <summary>Stacked sheets, for the library.</summary>
    Library = 12,

    /// <summary>A letter i in a circle.</summary>
    Information = 13,

    /// <summary>The symbol of the Enter key.</summary>
    Enter = 14,

    /// <summary>Two overlapping sheets.</summary>
    Copy = 15,
}
