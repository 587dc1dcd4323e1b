using System.Text;
using System.Text.Json;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The configuration that OneTrainer stores as JSON in <c>ot_config</c>.</summary>
/// <param name="ModelType">The architecture, such as <c>CHROMA_1</c>, or <see langword="null"/>.</param>
/// <param name="BaseModel">The name or path of the base checkpoint, or <see langword="null"/>.</param>
internal sealed record TrainerConfig(string? ModelType, string? BaseModel)
{
    /// <summary>The name of the model type in messages.</summary>
    public const string ModelTypeKey = "ot_config.model_type";

    private static readonly TrainerConfig None = new(null, null);

    /// <summary>Returns the configuration in the metadata. A damaged one has what was read before the damage.</summary>
    public static TrainerConfig Read(IReadOnlyDictionary<string, string> raw)
    {
        if (!raw.TryGetValue("ot_config", out var text))
        {
            return None;
        }

        var found = None;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                {
                    found = ReadMember(ref reader, found);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The rest is not readable.
        }

        return found;
    }

    private static TrainerConfig ReadMember(ref Utf8JsonReader reader, TrainerConfig found)
    {
        var isType = reader.ValueTextEquals("model_type"u8);
        var isModel = reader.ValueTextEquals("base_model_name"u8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            reader.TrySkip();
            return found;
        }

        // It stands for 3.5 Medium and 3.5 Large.
        return isType && !reader.ValueTextEquals("STABLE_DIFFUSION_35"u8) ? found with { ModelType = MetadataText.Clean(reader.GetString()) }
            : isModel ? found with { BaseModel = MetadataText.Clean(reader.GetString()) }
            : found;
    }
}
