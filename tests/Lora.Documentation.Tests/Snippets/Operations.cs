using Lora;
using Lora.Inspection;

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

    public static void AddBaseModel(WebApplicationBuilder builder)
    {
        // begin: base-model
        builder.Services.AddSingleton(LoraRuleSet.Default.WithFamily(
            "tomorrow-image",
            "Tomorrow Image",
            keyPatterns: ["^towers_#_attn_gate", "^towers_#_attn_mix"],      // LoRA key names that only this model has
            inputWidths: new Dictionary<string, int>
            {
                ["^towers_#_attn_gate$"] = 3584,
                ["^towers_#_attn_mix$"] = 3584,
            },
            namePatterns: ["tomorrow*"]));                                   // names in the metadata of files
        // end
    }
}
