using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Lets a person who knows better say what a LoRA is. It wins over what was found, until it is taken back.</summary>
public sealed partial class LoraCorrectionForm : IDisposable
{
    private const string Own = "*";

    private static readonly LoraNoiseExpert[] Roles = [LoraNoiseExpert.High, LoraNoiseExpert.Low, LoraNoiseExpert.Both, LoraNoiseExpert.None];

    private readonly string _id = LoraCss.NewId("lora-correction");
    private LoraSurroundings? _surroundings;
    private LoraCorrection? _shown = new() { Family = Own };
    private string? _family;
    private string? _own;
    private string? _variant;
    private string? _role;
    private LoraSaving? _saving;
    private ElementReference _save;
    private bool _focusSave;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    /// <summary>What was found; <see langword="null"/> while that is not known.</summary>
    [Parameter]
    public LoraInspection? Inspection { get; set; }

    /// <summary>Called with the LoRA as it is now.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnSaved { get; set; }

    [CascadingParameter]
    private LoraWorkspaceState? Workspace { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    private LoraWords Words => Surroundings.Words;

    private bool CanEdit => Workspace?.Allows(LoraOperation.Edit) ?? true;

    private string Title => CanEdit ? "Correct.Title" : "Correct.TitleFixed";

    private string FoundFamily => Inspection?.Identification.Family switch
    {
        null or { Id: LoraFamilies.Unknown, Candidates.Count: < 2 } => Words.Confidence(InspectionConfidence.Unknown),
        { Candidates.Count: > 1 } several => Words.Families(several.Candidates),
        var one => Words.Family(one.Id),
    };

    private string FoundRole => Words.Role(Inspection?.Identification.Expert.Role ?? LoraNoiseExpert.Unknown);

    private IEnumerable<KeyValuePair<string, string>> Families => Words.Rules.FamilyIds
        .Select(id => KeyValuePair.Create(id, Words.Family(id)))
        .OrderBy(rule => rule.Value, StringComparer.CurrentCultureIgnoreCase);

    /// <inheritdoc />
    public void Dispose() => _saving?.Dispose();

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var correction = Item.Facts.Correction;
        if (correction == _shown)
        {
            return;
        }

        _shown = correction;
        var isOwn = correction?.Family is { } family && Words.Rules.FindName(family) is null;
        _family = isOwn ? Own : correction?.Family ?? string.Empty;
        _own = isOwn ? correction?.Family : string.Empty;
        _variant = correction?.Variant ?? string.Empty;
        _role = correction?.Role?.ToString() ?? string.Empty;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusSave)
        {
            _focusSave = false;
            await _save.TryFocusAsync();
        }
    }

    private Task SaveAsync() => KeepAsync(
        new LoraCorrection
        {
            Family = Text(_family == Own ? _own : _family),
            Variant = Text(_variant),
            Role = Enum.TryParse<LoraNoiseExpert>(_role, out var role) ? role : null,
        },
        "Correct.Saved");

    // The button that was pressed goes away with the correction.
    private Task TakeBackAsync()
    {
        _focusSave = true;
        return KeepAsync(new LoraCorrection(), "Correct.TakenBack");
    }

    private async Task KeepAsync(LoraCorrection correction, string said)
    {
        _saving ??= new LoraSaving(Surroundings, Workspace);
        if (await _saving.SaveAsync(token => Client.CorrectAsync(Item.Id, correction, token), Texts[said]) is { } saved)
        {
            await OnSaved.InvokeAsync(saved);
        }
    }

    // The values that the fields show to users who may edit.
    private IEnumerable<(string Name, string Value)> Values()
    {
        var correction = Item.Facts.Correction;
        yield return (Texts["Details.Base"], correction?.Family is { } family ? Words.Family(family) : Texts["Correct.AsFound", FoundFamily]);
        if ((correction?.Variant ?? Inspection?.Identification.Family.Variant) is { Length: > 0 } variant)
        {
            yield return (Texts["Details.Variant"], correction?.Variant is null ? Texts["Correct.AsFound", variant] : variant);
        }

        yield return (Texts["Details.Role"], correction?.Role is { } role ? Words.Role(role) : Texts["Correct.AsFound", FoundRole]);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
