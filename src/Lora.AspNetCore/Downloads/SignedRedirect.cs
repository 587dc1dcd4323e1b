using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Downloads;

/// <summary>Sends the client to a signed URL. The framework's own redirect result writes the URL, signature included, to the log.</summary>
internal sealed class SignedRedirect(Uri url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Redirect(url.AbsoluteUri);
        return Task.CompletedTask;
    }
}
