namespace Lora.Storage;

/// <summary>A file store that can list its objects, which reconciliation requires.</summary>
public interface IListingFileStore : ILoraFileStore
{
    /// <summary>Lists the objects whose key starts with <paramref name="prefix"/>, in any order. Does not include incomplete uploads.</summary>
    IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Lists the multipart uploads whose key starts with <paramref name="prefix"/>, in any order.</summary>
    IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default);
}
