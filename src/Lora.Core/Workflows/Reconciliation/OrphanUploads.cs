using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>
/// Aborts multipart uploads in storage that no session references: they cannot be continued, and they cost as much as objects. Only uploads older than twice
/// <see cref="LoraManagementOptions.UploadLifetime"/> are considered, and the session is looked up again right before each abort.
/// </summary>
internal sealed class OrphanUploads(ManagerContext context)
{
    private const int Page = 500;

    /// <summary>Aborts the orphans and returns their storage keys.</summary>
    public async Task<IReadOnlyList<string>> AbortAsync(CancellationToken cancellationToken)
    {
        var aborted = new List<string>();
        if (context.Files is not IListingFileStore files)
        {
            return aborted;
        }

        foreach (var page in (await ListOldAsync(files, cancellationToken).ConfigureAwait(false)).Chunk(Page))
        {
            foreach (var upload in await WithoutSessionAsync(page, cancellationToken).ConfigureAwait(false))
            {
                if (await WithoutSessionAsync([upload], cancellationToken).ConfigureAwait(false) is [_])
                {
                    await context.Files.AbortAsync(upload.Key, upload.MultipartId, CancellationToken.None).ConfigureAwait(false);
                    aborted.Add(upload.Key);
                }
            }
        }

        return aborted;
    }

    private async Task<List<LoraStoredUpload>> ListOldAsync(IListingFileStore files, CancellationToken cancellationToken)
    {
        var old = new List<LoraStoredUpload>();
        var now = context.Now();
        var prefix = context.Options.KeyPrefix.Length == 0 ? "" : context.Options.KeyPrefix + "/";
        await foreach (var upload in files.ListUploadsUnderAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (upload.StartedAt + 2 * context.Options.UploadLifetime <= now)
            {
                old.Add(upload);
            }
        }

        return old;
    }

    private async Task<IReadOnlyList<LoraStoredUpload>> WithoutSessionAsync(IReadOnlyList<LoraStoredUpload> uploads, CancellationToken cancellationToken)
    {
        var referenced = (await context.Store.FindReferencedKeysAsync([.. uploads.Select(upload => upload.Key).Distinct()], cancellationToken).ConfigureAwait(false))
            .ToDictionary(key => key.StorageKey, StringComparer.Ordinal);
        return [.. uploads.Where(upload => !HasSession(referenced.GetValueOrDefault(upload.Key), upload))];
    }

    // A session without a multipart id is about to receive one.
    private static bool HasSession(LoraReferencedKey? key, LoraStoredUpload upload) =>
        key is { HasUpload: true } && (key.MultipartId is null || string.Equals(key.MultipartId, upload.MultipartId, StringComparison.Ordinal));
}
