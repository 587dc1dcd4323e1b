using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Names the other LoRAs that are the same file, and says whether that is certain. Looks again whenever the LoRA was loaded again.</summary>
public sealed partial class LoraDuplicates : IDisposable
{
    private readonly LoraLatest _latest = new();
    private LoraLocalizer? _texts;
    private IReadOnlyList<LoraDuplicate> _duplicates = [];
    private LoraItem? _asked;

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
        // Whatever has changed in the workspace, be it the other one that is hashed now, has the list loaded again.
        if (ReferenceEquals(_asked, Item))
        {
            return Task.CompletedTask;
        }

        _asked = Item;
        return LoadAsync();
    }

    // Where this fails, what was known stays: it is only worth knowing.
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
            // The details say themselves when nothing can be loaded.
        }
    }
}
