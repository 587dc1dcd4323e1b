using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The configuration that OneTrainer stores as JSON in <c>ot_config</c>.</summary>
/// <param name="ModelType">The architecture, such as <c>CHROMA_1</c>, or <see langword="null"/>.</param>
/// <param name="BaseModel">The name or path of the base checkpoint, or <see langword="null"/>.</param>
internal sealed record TrainerConfig(string? ModelType, string? BaseModel)
{
    /// <summary>The name of the model type in messages.</summary>
    public const string ModelTypeKey = "ot_config.model_type";

    // A configuration has a few thousand characters.
    private const int MaxLength = 4 * 1024 * 1024;

    private const int MaxTextLength = 4096;

    private static readonly TrainerConfig None = new(null, null);

    /// <summary>Returns the configuration in the metadata. A damaged or huge one has what was read before the damage or the limit.</summary>
    public static TrainerConfig Read(IReadOnlyDictionary<string, string> raw)
    {
        if (!raw.TryGetValue("ot_config", out var text))
        {
            return None;
        }

        var found = None;
        var all = LooseJson.Unwrap(text.Length <= MaxLength ? text : text[..MaxLength]);
        var tokens = new LooseTokens(all);
        var depth = 0;
        ReadOnlySpan<char> key = default;
        while (tokens.Read())
        {
            if (depth == 1 && tokens.Token == LooseToken.Text)
            {
                found = found.With(key, tokens.Value);
            }

            key = tokens.Token == LooseToken.Key ? tokens.Value : default;
            depth += tokens.Token == LooseToken.Open ? 1 : tokens.Token == LooseToken.Close ? -1 : 0;
        }

        return found;
    }

    private TrainerConfig With(ReadOnlySpan<char> key, ReadOnlySpan<char> value) => key switch
    {
        // It stands for 3.5 Medium and 3.5 Large.
        "model_type" when value is not "STABLE_DIFFUSION_35" => this with { ModelType = MetadataText.Clean(LooseTokens.TextOf(value, MaxTextLength)) },
        "base_model_name" => this with { BaseModel = MetadataText.Clean(LooseTokens.TextOf(value, MaxTextLength)) },
        _ => this,
    };
}
