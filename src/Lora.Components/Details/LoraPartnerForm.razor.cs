using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays the partner of a high-noise or low-noise LoRA, and lets the user link another one or remove the link.</summary>
public sealed partial class LoraPartnerForm : IDisposable
{
    private LoraComponentServices? _componentServices;
    private LoraSaving? _saving;
    private LoraItem? _partner;
    private IReadOnlyList<LoraItem>? _choices;
    private string? _chosen;
    private LoraNoiseExpert? _role;
    private bool _loading = true;
    private ElementReference _select;
    private ElementReference _more;
    private bool _focus;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

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

    private IReadOnlyList<LoraNoiseExpert> OtherRoles => Item.Facts.Role switch
    {
        LoraNoiseExpert.High => [LoraNoiseExpert.Low, LoraNoiseExpert.Unknown],
        LoraNoiseExpert.Low => [LoraNoiseExpert.High, LoraNoiseExpert.Unknown],
        _ => [LoraNoiseExpert.High, LoraNoiseExpert.Low, LoraNoiseExpert.Unknown],
    };

    private LoraSaving Saving => _saving ??= new LoraSaving(ComponentServices, Workspace);

    private bool CanEdit => Workspace?.Allows(LoraOperation.Edit) ?? true;

    private InspectionRange? OtherRank =>
        _partner?.Facts.Rank is { } rank && Item.Facts.Rank is { } own && !rank.Max.Equals(own.Max) ? rank : null;

    /// <inheritdoc />
    public void Dispose() => _saving?.Dispose();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_role == Item.Facts.Role)
        {
            return;
        }

        (_role, _loading) = (Item.Facts.Role, true);
        await Saving.TryAsync(async token => _partner = await Client.FindPartnerAsync(Item.Id, token));
        _loading = false;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            // The pressed button was removed, so the focus moves to the next step.
            _focus = false;
            await (_choices is null ? _more : _select).TryFocusAsync();
        }
    }

    private Task ChooseAsync() => Saving.TryAsync(async token =>
    {
        var page = await Client.ListAsync(new LoraQuery { Roles = OtherRoles, Sort = LoraSort.Name, Take = LoraQuery.MaxTake }, token);
        (_chosen, _choices, _focus) = (string.Empty, [.. page.Items.Where(item => item.Id != Item.Id)], true);
    });

    private void StopChoosing() => (_choices, _focus) = (null, true);

    private Task LinkAsync() => _choices?.FirstOrDefault(item => item.Id.ToString() == _chosen) is { } chosen
        ? PairAsync(chosen, Texts["Partner.Linked", chosen.Name])
        : Task.CompletedTask;

    private Task UnlinkAsync() => PairAsync(null, Texts["Partner.Unlinked"]);

    private async Task PairAsync(LoraItem? partner, string message)
    {
        if (await Saving.SaveAsync(token => Client.PairAsync(Item.Id, partner?.Id, token), message) is { } saved)
        {
            (_partner, _choices, _focus) = (partner, null, true);
            await OnSaved.InvokeAsync(saved);
        }
    }
}
