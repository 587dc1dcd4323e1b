using Lora.Storage;

namespace Lora.CrashHost;

/// <summary>The interfaces of the store of records.</summary>
public interface IRecordStore : ILoraStore, ILoraAuditStore;
