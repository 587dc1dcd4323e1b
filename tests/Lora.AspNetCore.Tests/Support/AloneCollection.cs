namespace Lora.AspNetCore.Tests.Support;

/// <summary>Tests that look at the whole process, and so must have it to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
