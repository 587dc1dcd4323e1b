namespace Lora.Benchmarks.Host.Application;

/// <summary>Counts the bytes of request bodies: of parts, and of all else.</summary>
internal sealed class ReceivedBytes
{
    private long _parts;
    private long _others;

    public void Count(WebApplication app)
    {
        app.Use((context, next) =>
        {
            var isPart = HttpMethods.IsPut(context.Request.Method) && context.Request.Path.Value!.Contains("/parts/", StringComparison.Ordinal);
            Interlocked.Add(ref isPart ? ref _parts : ref _others, context.Request.ContentLength ?? 0);
            return next(context);
        });
        app.MapGet("/received", () => new { parts = Interlocked.Read(ref _parts), others = Interlocked.Read(ref _others) });
    }
}
