using Lora.Catalog;
using Lora.Client;
using Lora.Errors;
using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Names the other LoRAs that are the same file, and says whether that is certain. Looks again once the hashes of its own are there.</summary>
public sealed partial class LoraDuplicates : IDisposable
{
    private readonly LoraLatest _latest = new();
    private LoraLocalizer? _texts;
    private IReadOnlyList<LoraDuplicate> _duplicates = [];
    private (LoraId Id, LoraHashes? Hashes)? _asked;

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
        var known = (Item.Id, Item.Facts.Hashes);
        if (_asked == known)
        {
            return Task.CompletedTask;
        }

        _asked = known;
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
        catch (Exception fault) when (fault is LoraException or OperationCanceledException or HttpRequestException)
        {
        }
    }
}
