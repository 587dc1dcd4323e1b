using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Lets the user correct the detected base model, variant and noise expert of a LoRA. A correction takes precedence over the detected values until it is reverted.</summary>
public sealed partial class LoraCorrectionForm : IDisposable
{
    private const string Own = "*";

    private static readonly LoraNoiseExpert[] Roles = [LoraNoiseExpert.High, LoraNoiseExpert.Low, LoraNoiseExpert.Both, LoraNoiseExpert.None];

    private readonly string _id = LoraCss.NewId("lora-correction");
    private LoraComponentServices? _componentServices;
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

    /// <summary>The analysis of the file; <see langword="null"/> if the file is not analyzed or the analysis is not loaded.</summary>
    [Parameter]
    public LoraInspection? Inspection { get; set; }

    /// <summary>Called with the updated LoRA after it is saved.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnSaved { get; set; }

    [CascadingParameter]
    private LoraWorkspaceState? Workspace { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private LoraDisplayText DisplayText => ComponentServices.DisplayText;

    private bool CanEdit => Workspace?.Allows(LoraOperation.Edit) ?? true;

    private string Title => CanEdit ? "Correct.Title" : "Correct.TitleFixed";

    private string FoundFamily => Inspection?.Identification.Family switch
    {
        null or { Id: LoraFamilies.Unknown, Candidates.Count: < 2 } => DisplayText.Confidence(InspectionConfidence.Unknown),
        { Candidates.Count: > 1 } several => DisplayText.Families(several.Candidates),
        var one => DisplayText.Family(one.Id),
    };

    private string FoundRole => DisplayText.Role(Inspection?.Identification.Expert.Role ?? LoraNoiseExpert.Unknown);

    private IEnumerable<KeyValuePair<string, string>> Families => DisplayText.Rules.FamilyIds
        .Select(id => KeyValuePair.Create(id, DisplayText.Family(id)))
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
        var isOwn = correction?.Family is { } family && DisplayText.Rules.FindName(family) is null;
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

    private Task SaveAsync() => ApplyAsync(
        new LoraCorrection
        {
            Family = Text(_family == Own ? _own : _family),
            Variant = Text(_variant),
            Role = Enum.TryParse<LoraNoiseExpert>(_role, out var role) ? role : null,
        },
        "Correct.Saved");

    // The pressed button disappears with the correction.
    private Task RevertAsync()
    {
        _focusSave = true;
        return ApplyAsync(new LoraCorrection(), "Correct.Reverted");
    }

    private async Task ApplyAsync(LoraCorrection correction, string message)
    {
        _saving ??= new LoraSaving(ComponentServices, Workspace);
        if (await _saving.SaveAsync(token => Client.CorrectAsync(Item.Id, correction, token), Texts[message]) is { } saved)
        {
            await OnSaved.InvokeAsync(saved);
        }
    }

    // The same values that the fields show to users who can edit.
    private IEnumerable<(string Name, string Value)> Values()
    {
        var correction = Item.Facts.Correction;
        yield return (Texts["Details.Base"], correction?.Family is { } family ? DisplayText.Family(family) : Texts["Correct.Detected", FoundFamily]);
        if ((correction?.Variant ?? Inspection?.Identification.Family.Variant) is { Length: > 0 } variant)
        {
            yield return (Texts["Details.Variant"], correction?.Variant is null ? Texts["Correct.Detected", variant] : variant);
        }

        yield return (Texts["Details.Role"], correction?.Role is { } role ? DisplayText.Role(role) : Texts["Correct.Detected", FoundRole]);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
