namespace Lora.AspNetCore.Routing;

/// <summary>The workspace of users who are not signed in, as metadata of the endpoints of an API.</summary>
/// <param name="Workspace">The workspace, without the prefix of the default rule.</param>
internal sealed record AnonymousWorkspaceMetadata(LoraWorkspaceId Workspace)
{
    /// <summary>The workspace if the host names none.</summary>
    public static LoraWorkspaceId Default { get; } = new("shared");
}
