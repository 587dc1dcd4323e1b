using System.Net.Http.Headers;
using System.Text;

namespace Lora.Samples;

/// <summary>
/// Answers 400 to requests that make ASP.NET Core itself fail: a <c>Host</c> header that is not an address, for which pages cannot be rendered; a form in UTF-7, which
/// .NET does not support; and CONNECT over HTTP/1.1, which SignalR mistakes for long polling. The LoRA API checks its own requests.
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
            // The name starts like an internationalized domain name but is not a valid one.
            return false;
        }
    }

    /// <summary>Returns whether the request is CONNECT over HTTP/1.1. HTTP/2 and later use this verb to open WebSockets.</summary>
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
