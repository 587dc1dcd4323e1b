using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Lists the duplicates of a LoRA and whether they are confirmed. The list is refreshed whenever the LoRA is reloaded.</summary>
public sealed partial class LoraDuplicates : IDisposable
{
    private readonly LoraLatest _latest = new();
    private LoraLocalizer? _texts;
    private IReadOnlyList<LoraDuplicate> _duplicates = [];
    private LoraItem? _loadedFor;

    /// <summary>The LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public LoraItem Item { get; set; } = default!;

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraStrings>(Services);

    /// <inheritdoc />
    public void Dispose() => _latest.Dispose();

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        // Any change in the workspace reloads the items, so a new instance means that the duplicates may have changed, for example because the other file is now hashed.
        if (ReferenceEquals(_loadedFor, Item))
        {
            return Task.CompletedTask;
        }

        _loadedFor = Item;
        return LoadAsync();
    }

    // If loading fails, the current list stays, because duplicates are only additional information.
    private async Task LoadAsync()
    {
        var latest = _latest.Begin();
        try
        {
            var duplicates = await Client.FindDuplicatesAsync(Item.Id, latest);
            _duplicates = latest.IsCancellationRequested ? _duplicates : duplicates;
        }
        catch (Exception)
        {
            // The details dialog reports errors itself.
        }
    }
}
