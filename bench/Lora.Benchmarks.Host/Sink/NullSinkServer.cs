using System.Globalization;

namespace Lora.Benchmarks.Host.Sink;

/// <summary>
/// A Kestrel server that implements only as much of S3 as an upload needs, and discards the bytes. Code that is faster than this server is not limited by storage.
/// It checks neither signatures nor digests.
/// </summary>
internal static class NullSinkServer
{
    public static Task RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
        });
        var app = builder.Build();
        var delay = TimeSpan.FromMilliseconds(double.Parse(app.Configuration["Delay"] ?? "0", CultureInfo.InvariantCulture));
        var sink = new NullSink(delay);
        app.Run(sink.AnswerAsync);
        return app.RunAsync();
    }
}
