namespace Lora.Inspection.Metadata;

/// <summary>Specifies a token of <see cref="LooseTokens"/>.</summary>
internal enum LooseToken
{
    /// <summary>A word without quotes, such as <c>true</c> or <c>NaN</c>.</summary>
    Word = 0,

    /// <summary>The start of an object or a list.</summary>
    Open,

    /// <summary>The end of an object or a list.</summary>
    Close,

    /// <summary>A text in quotes with a colon after it.</summary>
    Key,

    /// <summary>Another text in quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,
}
