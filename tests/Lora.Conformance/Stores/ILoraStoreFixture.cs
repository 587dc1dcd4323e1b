using Lora.Storage;

namespace Lora.Conformance.Stores;

/// <summary>Provides the store to test, on an empty database that the fixture creates and removes.</summary>
public interface ILoraStoreFixture
{
    /// <summary>The store.</summary>
    ILoraStore Store { get; }

    /// <summary>The same store for the audit trail.</summary>
    ILoraAuditStore AuditStore { get; }
}
