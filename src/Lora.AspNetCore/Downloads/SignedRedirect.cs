using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Downloads;

/// <summary>Redirects the client to a signed URL. The redirect result of the framework would log the URL with its signature.</summary>
internal sealed class SignedRedirect(Uri url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Redirect(url.AbsoluteUri);
        return Task.CompletedTask;
    }
}
