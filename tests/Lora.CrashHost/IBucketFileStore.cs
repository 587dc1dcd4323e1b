using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>The interfaces of the file store on an S3 bucket.</summary>
public interface IBucketFileStore : IPartSigningFileStore, IPresigningFileStore, IListingFileStore;
