using System.Net.Http.Headers;
using System.Text;

namespace Lora.Samples;

/// <summary>
/// Answers 400 to requests for which ASP.NET Core itself would answer 500: a <c>Host</c> that is not an address, which pages cannot be rendered for, and a form in
/// UTF-7, which .NET does not read. The LoRA API checks its own requests.
/// </summary>
internal static class MalformedRequests
{
    public static void UseMalformedRequestCheck(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (HasAddress(context.Request) && HasReadableEncoding(context.Request))
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
