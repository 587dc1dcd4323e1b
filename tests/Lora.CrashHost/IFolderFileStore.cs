using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>The interfaces of the file store on a folder.</summary>
public interface IFolderFileStore : IMultipartFileStore, IListingFileStore;
