namespace Lora.Components;

/// <summary>Saves what a person says about a LoRA, one thing at a time, and keeps what to tell them of it.</summary>
internal sealed class LoraSaving(LoraSurroundings surroundings, LoraWorkspaceState? workspace) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _busy;

    /// <summary>What went wrong the last time; <see langword="null"/>: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>What came of it the last time; <see langword="null"/>: nothing to tell.</summary>
    public string? Said { get; private set; }

    /// <summary>Saves, and says <paramref name="said"/> when that succeeds.</summary>
    /// <returns>The LoRA as it is now; <see langword="null"/> when nothing was saved.</returns>
    public async Task<LoraItem?> SaveAsync(Func<CancellationToken, Task<LoraResult<LoraItem>>> save, string said)
    {
        LoraItem? saved = null;
        await TryAsync(async token =>
        {
            var result = await save(token).ConfigureAwait(true);
            saved = result.Value;
            Said = result.Succeeded ? said : null;
            Fault = result.Succeeded ? null : surroundings.Texts.Issues(result.Issues);
            await FollowAsync(LoraWorkspaceState.IsDenied(result.Issues)).ConfigureAwait(true);
        }).ConfigureAwait(true);
        return saved;
    }

    /// <summary>Does something that may fail. While it is under way, nothing else is begun.</summary>
    public async Task TryAsync(Func<CancellationToken, Task> act)
    {
        if (_busy)
        {
            return;
        }

        (_busy, Fault, Said) = (true, null, null);
        try
        {
            await act(_gone.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            Fault = surroundings.Sentence(fault);
            await FollowAsync(LoraWorkspaceState.IsDenied(fault)).ConfigureAwait(true);
        }
        finally
        {
            _busy = false;
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    // Loads the permissions again, so that the denied action disappears.
    private Task FollowAsync(bool isDenied) => isDenied && workspace is not null ? workspace.LoadAsync() : Task.CompletedTask;
}
