namespace Lora.Samples.Studio.Demo;

/// <summary>
/// A strict policy, with which the components must work: no inline style, no inline script, and no other origins except the storage server, so that browsers can send parts
/// of uploads directly to it.
/// </summary>
internal static class ContentSecurity
{
    public static void UseStrictContentSecurity(this IApplicationBuilder app, IConfigurationSection settings)
    {
        var policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
            + $"connect-src 'self' {StorageOf(settings.GetSection("S3"))}".TrimEnd();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
    }

    private static string? StorageOf(IConfigurationSection s3) => Uri.TryCreate(s3["PublicServiceUrl"] ?? s3["ServiceUrl"], UriKind.Absolute, out var address)
        ? address.GetLeftPart(UriPartial.Authority)
        : null;
}
