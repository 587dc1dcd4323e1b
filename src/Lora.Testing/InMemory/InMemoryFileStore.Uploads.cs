using System.Globalization;
using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <content>Multipart uploads.</content>
internal sealed partial class InMemoryFileStore
{
    private readonly Dictionary<string, InMemoryUpload> _uploads = new(StringComparer.Ordinal);
    private long _tags;

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) => RunAsync(
        () =>
        {
            var upload = new InMemoryUpload(Checked(key), Guid.NewGuid().ToString("N"), time.GetUtcNow());
            _uploads.Add(upload.Id, upload);
            return upload.Id;
        },
        cancellationToken);

    public async Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        var size = parts.SizeOf(number);
        await RunAsync(() => Open(key, multipartId), cancellationToken).ConfigureAwait(false);
        var bytes = await InMemoryContent.ReadAsync(content, size, sha256, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            () =>
            {
                // The upload may have been completed or aborted in the meantime.
                var upload = Open(key, multipartId);
                var part = new LoraFilePart(number, size, (++_tags).ToString(CultureInfo.InvariantCulture)) { Sha256 = sha256 };
                upload.Parts[number] = (part, bytes);
                return part;
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        RunAsync<IReadOnlyList<LoraFilePart>?>(() => Find(key, multipartId) is { } upload ? [.. upload.Parts.Values.Select(static each => each.Part)] : null, cancellationToken);

    public Task CompleteAsync(string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return RunAsync(
            () =>
            {
                _objects[key] = new InMemoryObject(key, Open(key, multipartId).Assemble(parts, stored), time.GetUtcNow());
                return _uploads.Remove(multipartId);
            },
            cancellationToken);
    }

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        RunAsync(() => Find(key, multipartId) is not null && _uploads.Remove(multipartId), cancellationToken);

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) =>
        RunAsync<IReadOnlyList<string>>(() => [.. _uploads.Values.Where(upload => upload.Key == key).Select(static upload => upload.Id)], cancellationToken);

    public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return ListAsync(
            () => _uploads.Values.Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(static upload => new LoraStoredUpload(upload.Key, upload.Id, upload.StartedAt)),
            cancellationToken);
    }

    private InMemoryUpload? Find(string key, string multipartId) => _uploads.GetValueOrDefault(multipartId) is { } upload && upload.Key == key ? upload : null;

    private InMemoryUpload Open(string key, string multipartId) =>
        Find(key, multipartId) ?? throw new LoraStorageException(LoraErrorCodes.UploadGone, "This upload was completed or canceled. Start a new upload.", isTransient: false);
}
