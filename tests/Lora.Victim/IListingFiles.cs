using Lora.Storage;

namespace Lora.Victim;

/// <summary>All that the folder can do.</summary>
public interface IListingFiles : IMultipartFileStore, IListingFileStore;
