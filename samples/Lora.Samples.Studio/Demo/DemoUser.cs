namespace Lora.Samples.Studio.Demo;

/// <summary>A demo user.</summary>
/// <param name="Studio">The display name of the workspace.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="IsEditor">Whether the user may change the library. Others can only view it and generate.</param>
internal sealed record DemoUser(string Studio, string Workspace, bool IsEditor = true);
