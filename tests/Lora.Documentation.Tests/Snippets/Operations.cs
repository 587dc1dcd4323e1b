using Lora;

namespace Studio;

internal static class Operations
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        // begin: health
        builder.Services.AddHealthChecks().AddLora();

        var app = builder.Build();
        app.MapHealthChecks("/health");
        // end
        return app;
    }
}
