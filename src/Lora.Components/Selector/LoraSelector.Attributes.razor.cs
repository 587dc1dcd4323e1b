using Lora.Inspection;

namespace Lora.Components;

public sealed partial class LoraSelector
{
    private static readonly string[] ControlAttributes = ["class", "id", "aria-invalid", "aria-labelledby", "aria-describedby", "aria-label"];

    private string ControlId => Id ?? _generatedId;

    private string RootClass => LoraCss.Join("lora-root lora-selector", State.IsEditing ? "lora-selector-open" : null, CssClass, Class);

    /// <summary>The additional attributes from the host, except those that are set on the control.</summary>
    private IEnumerable<KeyValuePair<string, object>>? RootAttributes =>
        AdditionalAttributes?.Where(attribute => !ControlAttributes.Contains(attribute.Key, StringComparer.OrdinalIgnoreCase));

    private string? LabelledBy => Attribute("aria-labelledby") ?? (Label is null ? null : Part("label"));

    private string NameText => Attribute("aria-label") ?? Texts["Selector.Name"];

    private string? DescribedBy => Attribute("aria-describedby");

    // InputBase sets it when the edit context has a message for the field.
    private bool IsInvalid => Attribute("aria-invalid") == "true";

    private bool HasListBox => State is { IsOpen: true, List.Options.Count: > 0 };

    private string? ActiveId => State is { IsOpen: true, ActiveOption: { } option } ? OptionId(option) : null;

    private string Count => State.IsLoading || State.Error is not null || State.List.Total == 0
        ? string.Empty
        : State.List.Matches == State.List.Total ? Found
        : Texts["Selector.Count", LoraFormat.Count(State.List.Matches, State.List.IsCapped), LoraFormat.Count(State.List.Total)];

    private string Found => State.List.IsCapped ? Texts["Selector.FoundCapped", LoraFormat.Count(State.List.Matches)] : Texts.Plural("Selector.Found", State.List.Matches);

    private string NoMatches => State.List.Hidden == 0 ? Texts["Selector.NoMatches", State.Text.Trim()]
        : string.IsNullOrWhiteSpace(State.Text) ? Texts["Selector.NoneFits", FitText.Accepted]
        : Texts["Selector.NoFittingMatches", State.Text.Trim()];

    private string? Announcement => State switch
    {
        { IsEditing: false } => _announcement,
        { IsLoading: true } => Texts["Selector.Loading"],
        { Error: { } error } => error,
        { List.Total: 0 } => Texts["Selector.Empty"],
        { List.Matches: 0 } => NoMatches,
        { List.Hidden: > 0 and var hidden } => Texts["Selector.FoundHidden", Found, Texts.Plural("Selector.Hidden", hidden)],
        _ => Found,
    };

    private string ListId => Part("list");

    private LoraFormat Format => ComponentServices.Format;

    private string EmptyText => Placeholder ?? Texts["Selector.None"];

    // Until the page is interactive, buttons have no effect.
    private bool IsFixed => Disabled || !RendererInfo.IsInteractive;

    private string CardClass => _choice.Status switch
    {
        LoraChoiceStatus.None => "lora-selector-empty",
        LoraChoiceStatus.Missing or LoraChoiceStatus.Failed => "lora-selector-broken",
        _ => "lora-selector-full",
    };

    private string? AboutChoice => _choice.Status switch
    {
        LoraChoiceStatus.Found => About(_choice.Item!),
        LoraChoiceStatus.Loading => Texts["Selector.LoadingOne"],
        LoraChoiceStatus.Missing => Texts["Selector.Missing"],
        _ => _choice.Error,
    };

    private static bool IsPickle(LoraItem item) => item.Format == "ckpt";

    private bool IsChosen(LoraItem item) => CurrentValue == item.Path || _choice.Item?.Id == item.Id;

    // The compatibility text already names another base model.
    private string About(LoraItem item)
    {
        var isQuiet = Fit.AcceptsAny || item.Facts is { IsInspected: false, Family: LoraFamilies.Unknown };
        var last = isQuiet ? Format.Day(item.UploadedAt) : FitText.Verdict(item.Facts);
        var model = IsWrong(item) && Fit.IsWrongBase(item.Facts) ? null : ComponentServices.DisplayText.Base(item.Facts);
        return model is null ? Texts["Selector.Meta", Format.Size(item.Size), last] : Texts["Selector.MetaBase", Format.Size(item.Size), model, last];
    }

    private string OptionId(LoraOption option) => Part($"option-{option.Key}");

    private string Part(string name) => $"{ControlId}-{name}";

    private string? Attribute(string name) =>
        AdditionalAttributes is not null && AdditionalAttributes.TryGetValue(name, out var value) ? value.ToString() : null;
}
