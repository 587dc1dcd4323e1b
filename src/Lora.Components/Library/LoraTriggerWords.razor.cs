using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays trigger words that are copied on click. Must be inside a <see cref="LoraLibrary"/>, which implements copying.</summary>
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

    // The whole phrase is copied.
    private static string Short(string word) => word.Length <= MaxLength ? word : string.Concat(word.AsSpan(0, MaxLength - 1), "…");

    private string WordClass => LoraCss.Join("lora-word", Suggested ? "lora-word-suggested" : null);
}
