using Lora.Catalog;

namespace Lora.Victim;

/// <summary>Both sides of the store of records.</summary>
public interface IStores : ILoraStore, ILoraSweepStore;
