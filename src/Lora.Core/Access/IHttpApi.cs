namespace Lora.Access;

/// <summary>Provides information about the HTTP API of this process. The web package implements it; without it there is no API.</summary>
internal interface IHttpApi
{
    /// <summary>The path of the API if the host has not mapped it elsewhere.</summary>
    const string DefaultPath = "api/lora";

    /// <summary>Gets the path of the API that components use, relative to the application's base address, without a slash at either end.</summary>
    string Path { get; }

    /// <summary>Gets the workspace of callers who are not signed in, or <see langword="null"/> if they have none.</summary>
    LoraWorkspaceId? AnonymousWorkspace { get; }
}
