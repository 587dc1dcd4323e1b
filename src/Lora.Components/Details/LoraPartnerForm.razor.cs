using Lora.Catalog;
using Lora.Client;
using Lora.Errors;
using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Shows the other half of a high/low pair, and lets a person link another one or say that there is none.</summary>
public sealed partial class LoraPartnerForm : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private LoraSurroundings? _surroundings;
    private LoraItem? _partner;
    private IReadOnlyList<LoraItem>? _choices;
    private string? _chosen;
    private string? _fault;
    private string? _said;
    private bool _loading = true;
    private bool _busy;

    /// <summary>The half that is there.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    /// <summary>Called with the LoRA as it is now.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnSaved { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    private IReadOnlyList<LoraExpertRole> OtherRoles => Item.Facts.Role switch
    {
        LoraExpertRole.High => [LoraExpertRole.Low],
        LoraExpertRole.Low => [LoraExpertRole.High],
        _ => [LoraExpertRole.High, LoraExpertRole.Low],
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await TryAsync(async () => _partner = await Client.FindPartnerAsync(Item.Id, _gone.Token));
        _loading = false;
    }

    private Task ChooseAsync() => TryAsync(async () =>
    {
        var page = await Client.ListAsync(new LoraQuery { Roles = OtherRoles, Sort = LoraSort.Name, Take = LoraQuery.MaxTake }, _gone.Token);
        (_chosen, _choices) = (string.Empty, [.. page.Items.Where(item => item.Id != Item.Id)]);
    });

    private Task LinkAsync() => _choices?.FirstOrDefault(item => item.Id.ToString() == _chosen) is { } chosen
        ? PairAsync(chosen, Texts["Partner.Linked", chosen.Name])
        : Task.CompletedTask;

    private Task UnlinkAsync() => PairAsync(null, Texts["Partner.Unlinked"]);

    private Task PairAsync(LoraItem? partner, string said) => TryAsync(async () =>
    {
        var result = await Client.PairAsync(Item.Id, partner?.Id, _gone.Token);
        if (result.Succeeded)
        {
            (_partner, _choices, _said) = (partner, null, said);
            await OnSaved.InvokeAsync(result.Value);
        }
        else
        {
            _fault = string.Join(' ', result.Issues.Select(issue => Texts.Issue(issue)));
        }
    });

    private async Task TryAsync(Func<Task> act)
    {
        (_busy, _fault, _said) = (true, null, null);
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
        catch (LoraException fault)
        {
            _fault = Surroundings.Sentence(fault);
        }
        finally
        {
            _busy = false;
        }
    }
}
