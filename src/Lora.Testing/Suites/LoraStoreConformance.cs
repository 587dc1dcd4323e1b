using Lora.Storage;

namespace Lora.Testing;

/// <summary>
/// What every <see cref="ILoraStore"/> must do. Derive a test class from it, with a fixture that provides the store: <c>IClassFixture&lt;MyFixture&gt;</c>. Every test uses
/// its own workspace, so all tests can share one database.
/// </summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract partial class LoraStoreConformance(ILoraStoreFixture fixture) : LoraStoreMappingConformance(fixture);
