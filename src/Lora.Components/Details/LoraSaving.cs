namespace Lora.Components;

/// <summary>Saves changes to a LoRA one at a time, and holds the resulting message.</summary>
internal sealed class LoraSaving(LoraComponentServices services, LoraWorkspaceState? workspace) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _busy;

    /// <summary>Gets the error message of the last operation; <see langword="null"/> if it succeeded.</summary>
    public string? Error { get; private set; }

    /// <summary>Gets the success message of the last operation; <see langword="null"/> if there is none.</summary>
    public string? Message { get; private set; }

    /// <summary>Saves, and sets <see cref="Message"/> to <paramref name="message"/> if that succeeds.</summary>
    /// <returns>The updated LoRA; <see langword="null"/> if it was not saved.</returns>
    public async Task<LoraItem?> SaveAsync(Func<CancellationToken, Task<LoraResult<LoraItem>>> save, string message)
    {
        LoraItem? saved = null;
        await TryAsync(async token =>
        {
            var result = await save(token).ConfigureAwait(true);
            saved = result.Value;
            Message = result.Succeeded ? message : null;
            Error = result.Succeeded ? null : services.Texts.Issues(result.Issues);
            await FollowAsync(LoraWorkspaceState.IsDenied(result.Issues)).ConfigureAwait(true);
        }).ConfigureAwait(true);
        return saved;
    }

    /// <summary>Runs an operation that can fail. Does nothing while another operation is running.</summary>
    public async Task TryAsync(Func<CancellationToken, Task> act)
    {
        if (_busy)
        {
            return;
        }

        (_busy, Error, Message) = (true, null, null);
        try
        {
            await act(_gone.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Error = services.Sentence(exception);
            await FollowAsync(LoraWorkspaceState.IsDenied(exception)).ConfigureAwait(true);
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

    // Reloads the permissions so that the denied action disappears.
    private Task FollowAsync(bool isDenied) => isDenied && workspace is not null ? workspace.LoadAsync() : Task.CompletedTask;
}
