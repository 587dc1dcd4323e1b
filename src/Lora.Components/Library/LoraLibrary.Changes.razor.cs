namespace Lora.Components;

/// <content>Deletes, after confirmation, and renames.</content>
public sealed partial class LoraLibrary
{
    private void AskDelete(LoraItem item) => _deleteCandidate = item;

    private void CancelDelete() => _deleteCandidate = null;

    private Task ConfirmDeleteAsync()
    {
        var item = _deleteCandidate;
        _deleteCandidate = null;
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
        card.Error = null;
        StateHasChanged();
        try
        {
            var result = await Client.DeleteAsync(item.Id, _gone.Token);
            if (result.Succeeded || result.Issues.Any(issue => issue.Code is LoraErrorCodes.LoraNotFound))
            {
                await DeletedAsync(item);
                return;
            }

            card.Error = Texts.Issues(result.Issues);
            card.CanRetry = true;
            await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(result.Issues));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            card.Error = Texts["Delete.Failed", item.Name, ComponentServices.Sentence(exception)];
            card.CanRetry = true;
            await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(exception));
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
        card.Error = null;
        _focus = module => module.InvokeAsync("focusRename", item.Id.ToString());
    }

    private void StopRename(LoraItem item)
    {
        var card = CardOf(item);
        card.NewName = null;
        card.Error = null;
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
                card.Error = Texts.Issues(result.Issues);
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
        catch (Exception exception)
        {
            card.Error = ComponentServices.Sentence(exception);
            card.CanRetry = false;
            await FollowDenialAsync(card, LoraWorkspaceState.IsDenied(exception));
        }
    }
}
