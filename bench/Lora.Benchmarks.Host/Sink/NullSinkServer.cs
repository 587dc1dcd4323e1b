using System.Globalization;

namespace Lora.Benchmarks.Host.Sink;

/// <summary>
/// No storage: a Kestrel server that speaks as much S3 as an upload needs, and throws the bytes away. What is faster than this is faster than any storage behind it.
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
