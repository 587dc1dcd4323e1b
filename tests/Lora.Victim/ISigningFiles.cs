using Lora.Storage;

namespace Lora.Victim;

/// <summary>All that a bucket can do.</summary>
public interface ISigningFiles : IPartSigningFileStore, IPresigningFileStore, IListingFileStore;
