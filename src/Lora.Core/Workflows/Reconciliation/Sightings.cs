using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>What was seen in storage without a row, in this run and in earlier ones. Only what is past its time of grace is looked at.</summary>
internal sealed class Sightings(ManagerContext context, ILoraSweepStore store)
{
    private const int Page = 500;

    /// <summary>Several machines may look at the same time; only a look at another time is a second one.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _now = context.Now();

    /// <summary>Whether an object that no row names has been there long enough to be removed.</summary>
    public async Task<bool> IsDueAsync(LoraStoredFile file, CancellationToken cancellationToken) =>
        context.Options.RemoveUnknownAfter is { } grace
        && file.ModifiedAt + grace <= _now
        && await IsSeenAgainAsync(file.Key, multipartId: null, cancellationToken).ConfigureAwait(false);

    /// <summary>Throws away multipart uploads that no session names: nobody could go on with them, and they cost like objects.</summary>
    public async Task<IReadOnlyList<string>> RemoveUploadsAsync(CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        if (context.Files is not IListingFileStore files)
        {
            return removed;
        }

        var old = new List<LoraStoredUpload>();
        var prefix = context.Options.KeyPrefix.Length == 0 ? "" : context.Options.KeyPrefix + "/";
        await foreach (var upload in files.ListUploadsUnderAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (upload.StartedAt + 2 * context.Options.UploadLifetime <= _now)
            {
                old.Add(upload);
            }
        }

        foreach (var page in old.Chunk(Page))
        {
            var named = (await store.FindNamedKeysAsync([.. page.Select(upload => upload.Key).Distinct()], cancellationToken).ConfigureAwait(false))
                .ToDictionary(key => key.StorageKey, StringComparer.Ordinal);
            foreach (var upload in page.Where(upload => !IsNamed(named.GetValueOrDefault(upload.Key), upload)))
            {
                if (await IsSeenAgainAsync(upload.Key, upload.MultipartId, cancellationToken).ConfigureAwait(false))
                {
                    await context.Files.AbortAsync(upload.Key, upload.MultipartId, CancellationToken.None).ConfigureAwait(false);
                    removed.Add(upload.Key);
                }
            }
        }

        return removed;
    }

    /// <summary>Forgets what this run did not see.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => store.ForgetSightingsAsync(_now, cancellationToken);

    private async Task<bool> IsSeenAgainAsync(string key, string? multipartId, CancellationToken cancellationToken) =>
        await store.SightAsync(key, multipartId, _now, cancellationToken).ConfigureAwait(false) is { Count: > 1 } seen && seen.FirstSeenAt + Apart <= _now;

    // A session without a name for its multipart upload is about to get one.
    private static bool IsNamed(LoraNamedKey? named, LoraStoredUpload upload) =>
        named is { HasUpload: true } && (named.MultipartId is null || string.Equals(named.MultipartId, upload.MultipartId, StringComparison.Ordinal));
}
