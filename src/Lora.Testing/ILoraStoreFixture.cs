using Lora.Storage;

namespace Lora.Testing;

/// <summary>Provides the store that <see cref="LoraStoreConformance"/> and <see cref="LoraAuditStoreConformance"/> test, on an empty database that the fixture creates and removes.</summary>
public interface ILoraStoreFixture
{
    /// <summary>Gets the store. <see cref="LoraAuditStoreConformance"/> requires that it also implements <see cref="ILoraAuditStore"/>.</summary>
    ILoraStore Store { get; }
}
