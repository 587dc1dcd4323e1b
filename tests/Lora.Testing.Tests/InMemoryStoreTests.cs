using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Testing.Tests;

public sealed class InMemoryStoreTests(InMemoryStoreTests.Fixture fixture) : LoraStoreConformance(fixture), IClassFixture<InMemoryStoreTests.Fixture>
{
    public sealed class Fixture : ILoraStoreFixture
    {
        public ILoraStore Store { get; } = InMemory.Services().GetRequiredService<ILoraStore>();
    }
}

public sealed class InMemoryAuditStoreTests(InMemoryStoreTests.Fixture fixture) : LoraAuditStoreConformance(fixture), IClassFixture<InMemoryStoreTests.Fixture>;
