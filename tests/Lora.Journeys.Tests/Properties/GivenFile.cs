using Lora.Testing;

namespace Lora.Journeys.Tests.Properties;

/// <summary>A file to upload, with a form or in parts.</summary>
public sealed record GivenFile(string Name, int Size, int Seed, bool InParts)
{
    public byte[] Bytes() => LoraTestFile.Create(Name, Size, Seed);
}
