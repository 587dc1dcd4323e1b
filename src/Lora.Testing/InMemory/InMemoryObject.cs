using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <summary>An object in memory.</summary>
/// <param name="Key">The key.</param>
/// <param name="Content">The bytes.</param>
/// <param name="WrittenAt">When the object was written (UTC).</param>
internal sealed record InMemoryObject(string Key, InMemoryContent Content, DateTimeOffset WrittenAt)
{
    public LoraStoredFile ToStoredFile() => new(Key, Content.Size, WrittenAt);
}
