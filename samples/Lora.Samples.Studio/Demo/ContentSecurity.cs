namespace Lora.Samples.Studio.Demo;

/// <summary>The strict policy under which the components must work: no inline style, no inline script, nothing from elsewhere.</summary>
internal static class ContentSecurity
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    public static void UseStrictContentSecurity(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    });
}
