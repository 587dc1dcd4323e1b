using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>All that a bucket can do.</summary>
public interface IBucketFileStore : IPartSigningFileStore, IPresigningFileStore, IListingFileStore;
