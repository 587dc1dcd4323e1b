namespace Lora.Samples.Studio.Demo;

/// <summary>A demo user.</summary>
/// <param name="Studio">What people call the workspace.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="IsEditor">Whether the user may change the library; others only see it and generate.</param>
internal sealed record DemoUser(string Studio, string Workspace, bool IsEditor = true);
