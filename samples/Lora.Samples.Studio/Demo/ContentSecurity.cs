namespace Lora.Samples.Studio.Demo;

/// <summary>
/// The strict policy under which the components must work: no inline style, no inline script, nothing from elsewhere. Only the storage may be connected to, so that
/// browsers send the parts of uploads straight there.
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
