using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>The folder store with additional objects that a folder cannot contain.</summary>
internal sealed class ForeignFiles(IMultipartFileStore inner) : WrappedFiles(inner), IListingFileStore
{
    /// <summary>The text in the keys of files that cannot be read to the end.</summary>
    public string? Broken { get; init; }

    /// <summary>A file that is listed in addition to those in the folder.</summary>
    public LoraStoredFile? Listed { get; init; }

    public override async Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        key == Listed?.Key ? Listed : await Inner.FindAsync(key, cancellationToken);

    public override async Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) =>
        Broken is not null && key.Contains(Broken, StringComparison.Ordinal)
            ? new BreakingStream(10, static () => throw new IOException("Input/output error."))
            : await Inner.OpenReadAsync(key, offset, cancellationToken);

    public async IAsyncEnumerable<LoraStoredFile> ListAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var file in ((IListingFileStore)Inner).ListAsync(prefix, cancellationToken))
        {
            yield return file;
        }

        if (Listed is not null)
        {
            yield return Listed;
        }
    }

    public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) =>
        ((IListingFileStore)Inner).ListUploadsUnderAsync(prefix, cancellationToken);
}
