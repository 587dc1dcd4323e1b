namespace Lora.Storage;

/// <summary>A file store that can tell everything it holds, so that storage and database can be compared.</summary>
public interface IListingFileStore : ILoraFileStore
{
    /// <summary>Tells the objects whose key begins with <paramref name="prefix"/>, in any order. Nothing that is not visible as an object is among them.</summary>
    IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Tells the multipart uploads whose key begins with <paramref name="prefix"/>, in any order.</summary>
    IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default);
}
