using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <content>The base model filter, trigger words, thumbnails and details.</content>
public sealed partial class LoraLibrary
{
    private const int MaxWords = 4;

    // Longer than any word or hash, because the browser is not trusted.
    private const int MaxLetters = 1_000;

    private LoraToastQueue _detailToasts = new();
    private LoraItem? _detailed;

    private static bool HasWords(LoraItem item) => WordsOf(item).Count > 0;

    private static bool IsSuggestion(LoraItem item) => item.Facts.TriggerWords.Count == 0;

    private static IReadOnlyList<string> WordsOf(LoraItem item) => IsSuggestion(item) ? item.Facts.SuggestedWords : item.Facts.TriggerWords;

    private string? ThumbnailOf(LoraItem item) => LoraThumb.SourceOf(Client, item);

    private Task FilterAsync(ChangeEventArgs change)
    {
        _list.Family = change.Value?.ToString() is { Length: > 0 } family ? family : null;
        return RestartAsync();
    }

    private void ShowDetails(LoraItem item) => (_detailed, _detailToasts) = (item, new LoraToastQueue());

    private void CloseDetails()
    {
        var id = _detailed?.Id.ToString();
        _detailed = null;
        _focus = module => module.InvokeAsync("focusDetails", id);
    }

    private Task UpdateDetailsAsync(LoraItem item)
    {
        _detailed = _detailed?.Id == item.Id ? item : _detailed;
        return RefreshAsync();
    }

    private void ShowCopied(LoraCopied? copied)
    {
        if (copied is not { Word: { Length: > 0 and <= MaxLetters } word })
        {
            return;
        }

        // Messages behind the details dialog are neither visible nor announced.
        (_detailed is null ? Toasts : _detailToasts).Add(copied.Copied
            ? new LoraToast(Texts["Words.Copied", word], IsError: false)
            : new LoraToast(Texts["Words.NotCopied", word], IsError: true));
        StateHasChanged();
    }

    /// <summary>The methods that the JavaScript module calls.</summary>
    private sealed class Callbacks(LoraLibrary library)
    {
        [JSInvokable]
        public Task CopiedAsync(LoraCopied? copied) => library.InvokeAsync(() => library.ShowCopied(copied));
    }
}
