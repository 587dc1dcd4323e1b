using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Lora.AspNetCore.Routing;

/// <summary>
/// One mapped API; metadata of each of its endpoints. As <see cref="IDisableCookieRedirectMetadata"/> it keeps the cookie scheme of a host from answering an API call with
/// its sign-in page.
/// </summary>
/// <param name="number">1 for the API that is mapped first, 2 for the next one, and so on.</param>
internal sealed class ApiGroup(int number) : IDisableCookieRedirectMetadata
{
    public int Number => number;

    /// <summary>Gets or sets the path with the prefixes of the groups around it; <see langword="null"/> until routing has built the endpoints.</summary>
    public string? Path { get; set; }

    /// <summary>Gets or sets the workspace of users who are not signed in; <see langword="null"/> if the API does not allow them, and until routing has built the endpoints.</summary>
    public LoraWorkspaceId? AnonymousWorkspace { get; set; }

    /// <summary>Gets whether the path has route parameters, so that only a request knows it.</summary>
    public bool HasParameters => Path?.Contains('{', StringComparison.Ordinal) == true;

    /// <summary>Returns the path of this API as a request that it answers has it, without a slash at either end.</summary>
    public string PathOf(HttpRequest request)
    {
        if (!HasParameters)
        {
            return Path!;
        }

        var segments = request.Path.ToUriComponent().Trim('/').Split('/');
        return string.Join('/', segments.Take(Path!.Split('/').Length));
    }
}
