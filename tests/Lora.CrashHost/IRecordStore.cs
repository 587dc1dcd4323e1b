using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>All sides of the store of records.</summary>
public interface IRecordStore : ILoraStore, ILoraAuditStore;
