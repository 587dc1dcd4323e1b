using System.Net.Http.Headers;
using System.Text;

namespace Lora.Samples;

/// <summary>
/// Answers 400 to requests at which ASP.NET Core itself fails: a <c>Host</c> that is not an address, which pages cannot be rendered for, a form in UTF-7, which .NET
/// does not read, and the verb CONNECT of HTTP/1.1, which SignalR takes for long polling. The LoRA API checks its own requests.
/// </summary>
internal static class MalformedRequests
{
    public static void UseMalformedRequestCheck(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (HasAddress(context.Request) && HasReadableEncoding(context.Request) && !IsTunnel(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static bool HasAddress(HttpRequest request)
    {
        try
        {
            return Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            // A name that begins as an international one does and is none.
            return false;
        }
    }

    /// <summary>HTTP/2 and later begin web sockets by this verb.</summary>
    private static bool IsTunnel(HttpRequest request) => HttpMethods.IsConnect(request.Method) && HttpProtocol.IsHttp11(request.Protocol);

    private static bool HasReadableEncoding(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.CharSet is not { Length: > 0 } charset)
        {
            return true;
        }

        try
        {
            _ = Encoding.GetEncoding(charset.Trim('"'));
            return true;
        }
        catch (ArgumentException)
        {
            // Forms in an unknown encoding are read as UTF-8.
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
