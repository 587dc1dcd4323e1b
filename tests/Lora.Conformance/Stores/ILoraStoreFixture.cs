using Lora.Storage;

namespace Lora.Conformance.Stores;

/// <summary>A store to be judged, over an empty database that the fixture made and removes.</summary>
public interface ILoraStoreFixture
{
    /// <summary>The store.</summary>
    ILoraStore Store { get; }

    /// <summary>The same store as the audit trail sees it.</summary>
    ILoraAuditStore AuditStore { get; }
}
