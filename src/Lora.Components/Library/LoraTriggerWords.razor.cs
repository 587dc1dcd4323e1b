using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays trigger words that are copied on click. Of a long phrase the first 300 characters are displayed, and all of it is copied. Must be inside a <see cref="LoraLibrary"/>, which implements copying.</summary>
public sealed partial class LoraTriggerWords
{
    private const int MaxLength = 300;

    private LoraLocalizer? _texts;

    /// <summary>The words.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Words { get; set; } = [];

    /// <summary>The accessible name of the group.</summary>
    [Parameter]
    [EditorRequired]
    public string Label { get; set; } = string.Empty;

    /// <summary>Whether the words are only suggestions. Default: <see langword="false"/>.</summary>
    [Parameter]
    public bool Suggested { get; set; }

    /// <summary>Whether a visible label already describes the words. Default: <see langword="false"/>.</summary>
    [Parameter]
    public bool Labelled { get; set; }

    /// <summary>The maximum number of words to display. Default: all.</summary>
    [Parameter]
    public int Max { get; set; } = int.MaxValue;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraStrings>(Services);

    // A character outside the basic plane is not split.
    private static string Short(string word) => word.Length <= MaxLength ? word : $"{word.AsSpan(0, char.IsHighSurrogate(word[MaxLength - 1]) ? MaxLength - 1 : MaxLength)}…";

    private string WordClass => LoraCss.Join("lora-word", Suggested ? "lora-word-suggested" : null);
}
