namespace Lora.AspNetCore.Tests.Support;

/// <summary>Tests that measure the whole process and must run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
