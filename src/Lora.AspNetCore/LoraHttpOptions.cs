namespace Lora;

/// <summary>Options of the HTTP API: where it is, and who may use it without signing in. Validated when the application starts.</summary>
public sealed class LoraHttpOptions
{
    /// <summary>
    /// Gets or sets the path of the API that components and URLs for engines use, relative to the application's base address. <c>MapLoraManagement()</c> maps it there
    /// unless it is given a prefix. Default: <see langword="null"/>, the API that is mapped first, which is at <c>api/lora</c> without a prefix.
    /// </summary>
    public string? ApiPath { get; set; }

    /// <summary>
    /// Gets or sets the address under which browsers and generation engines reach this application, such as <c>https://studio.example</c>. Needed for URLs of LoRAs whose
    /// file store cannot sign any; an application whose <see cref="LoraManagementOptions.References"/> are such URLs does not start without it. Where it is set,
    /// state-changing requests from pages of any other origin are refused. Default: <see langword="null"/>.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Gets or sets the workspace of users who are not signed in. It wins over those that <see cref="LoraAspNetCoreExtensions.AllowAnonymous"/> names, and does not allow
    /// anonymous requests by itself. The default rule keeps it apart from those of users by a prefix: <c>anonymous:shared</c>. Default: <see langword="null"/>.
    /// </summary>
    public LoraWorkspaceId? AnonymousWorkspace { get; set; }
}
