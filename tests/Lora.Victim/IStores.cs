using Lora.Catalog;

namespace Lora.Victim;

/// <summary>All sides of the store of records.</summary>
public interface IStores : ILoraStore, ILoraSweepStore, ILoraAuditStore;
