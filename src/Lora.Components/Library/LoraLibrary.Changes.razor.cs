namespace Lora.Components;

/// <content>What a person changes here: deletes, asked about first, and renames.</content>
public sealed partial class LoraLibrary
{
    private void AskDelete(LoraItem item) => _asked = item;

    private void CancelDelete() => _asked = null;

    private Task DeleteAskedAsync()
    {
        var item = _asked;
        _asked = null;
        return item is null ? Task.CompletedTask : DeleteAsync(item);
    }

    private async Task DeleteAsync(LoraItem item)
    {
        var card = CardOf(item);
        if (card.IsDeleting)
        {
            return;
        }

        card.IsDeleting = true;
        card.Fault = null;
        StateHasChanged();
        try
        {
            var result = await Client.DeleteAsync(item.Id, _gone.Token);
            if (result.Succeeded || result.Issues.Any(issue => issue.Code is LoraErrorCodes.LoraNotFound))
            {
                await DeletedAsync(item);
                return;
            }

            card.Fault = Texts.Issues(result.Issues);
            card.CanRetry = true;
            await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(result.Issues));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            card.Fault = Texts["Delete.Failed", item.Name, Surroundings.Sentence(fault)];
            card.CanRetry = true;
            await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(fault));
        }
        finally
        {
            card.IsDeleting = false;
        }

        StateHasChanged();
    }

    private async Task DeletedAsync(LoraItem item)
    {
        var next = Neighbour(item);
        _list.Remove(item);
        _cards.Remove(item.Id);
        Toasts.Add(new LoraToast(Texts["Delete.Done", item.Name], IsError: false));
        _focus = module => module.InvokeAsync("focusAfterDelete", next?.ToString());
        StateHasChanged();
        await OnDeleted.InvokeAsync(item);
        await RefreshAsync();
    }

    private LoraId? Neighbour(LoraItem item)
    {
        var items = _list.Items ?? [];
        for (var place = 0; place < items.Count; place++)
        {
            if (items[place].Id == item.Id)
            {
                return place + 1 < items.Count ? items[place + 1].Id : place > 0 ? items[place - 1].Id : null;
            }
        }

        return null;
    }

    private void StartRename(LoraItem item)
    {
        var card = CardOf(item);
        card.NewName = item.Name;
        card.Fault = null;
        _focus = module => module.InvokeAsync("focusRename", item.Id.ToString());
    }

    private void StopRename(LoraItem item)
    {
        var card = CardOf(item);
        card.NewName = null;
        card.Fault = null;
        _focus = module => module.InvokeAsync("focusCard", item.Id.ToString());
    }

    private async Task SaveNameAsync(LoraItem item)
    {
        var card = CardOf(item);
        try
        {
            var result = await Client.RenameAsync(item.Id, card.NewName ?? string.Empty, _gone.Token);
            if (!result.Succeeded)
            {
                card.Fault = Texts.Issues(result.Issues);
                card.CanRetry = false;
                await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(result.Issues));
                return;
            }

            StopRename(item);
            Toasts.Add(new LoraToast(Texts["Rename.Done", result.Value.Name], IsError: false));
            await RefreshAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            card.Fault = Surroundings.Sentence(fault);
            card.CanRetry = false;
            await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(fault));
        }
    }
}
