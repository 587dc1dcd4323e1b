using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>All that the folder can do.</summary>
public interface IFolderFileStore : IMultipartFileStore, IListingFileStore;
