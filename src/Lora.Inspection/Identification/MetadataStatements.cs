using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The statements of the metadata about the base model. Read once for each file.</summary>
internal sealed class MetadataStatements
{
    private static readonly string[] Keys = ["ss_base_model_version", "modelspec.architecture", "architecture", "general.architecture", "model_type", "base_model", "base_model_name", "baseModel"];

    // The keys of trainers for the architecture. Others may contain the name of any checkpoint.
    private static readonly string[] StampKeys = ["ss_base_model_version", "modelspec.architecture", TrainerConfig.ModelTypeKey];

    public MetadataStatements(IReadOnlyDictionary<string, string> raw)
    {
        Raw = raw;
        var config = TrainerConfig.Read(raw);
        foreach (var key in Keys)
        {
            if (MetadataText.Get(raw, key) is { } text)
            {
                All.Add((key, text));
            }
        }

        if (config.ModelType is { } type)
        {
            All.Add((TrainerConfig.ModelTypeKey, type));
        }

        Checkpoint = MetadataText.First(raw, "ss_sd_model_name", "base_checkpoint") ?? config.BaseModel;
    }

    public IReadOnlyDictionary<string, string> Raw { get; }

    /// <summary>Gets the keys that can name the architecture, and their values.</summary>
    public List<(string Key, string Text)> All { get; } = [];

    /// <summary>Gets what trainers wrote about the architecture.</summary>
    public IEnumerable<(string Key, string Text)> Stamps => All.Where(static statement => Array.IndexOf(StampKeys, statement.Key) >= 0);

    /// <summary>Gets the name of the base checkpoint, or <see langword="null"/>.</summary>
    public string? Checkpoint { get; }

    /// <summary>Returns whether a statement is what a trainer writes for every architecture that it doesn't know.</summary>
    public static bool IsDefault(string key, string text) => key == "ss_base_model_version" && MetadataText.Plain(text) == "sd15";
}
