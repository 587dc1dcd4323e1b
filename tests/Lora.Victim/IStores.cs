using Lora.Storage;

namespace Lora.Victim;

/// <summary>All sides of the store of records.</summary>
public interface IStores : ILoraStore, ILoraAuditStore;
