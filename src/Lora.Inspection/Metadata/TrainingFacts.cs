using System.Globalization;
using System.Text.Json;

namespace Lora.Inspection.Metadata;

/// <summary>Reads the training settings, with display names.</summary>
internal static class TrainingFacts
{
    private const int MaxLength = 300;

    private static readonly (string Name, string[] Keys)[] Facts =
    [
        ("rank", ["ss_network_dim"]),
        ("alpha", ["ss_network_alpha"]),
        ("network", ["ss_network_module", "networkType"]),
        ("network arguments", ["ss_network_args"]),
        ("steps", ["ss_steps", "ss_max_train_steps"]),
        ("epochs", ["ss_epoch", "ss_num_epochs"]),
        ("images", ["ss_num_train_images"]),
        ("batch size", ["ss_total_batch_size", "ss_batch_size_per_device"]),
        ("optimizer", ["ss_optimizer"]),
        ("learning rate", ["ss_learning_rate"]),
        ("learning rate of the model", ["ss_unet_lr"]),
        ("learning rate of the text encoder", ["ss_text_encoder_lr"]),
        ("scheduler", ["ss_lr_scheduler"]),
        ("warm-up steps", ["ss_lr_warmup_steps"]),
        ("precision", ["ss_mixed_precision"]),
        ("clip skip", ["ss_clip_skip"]),
        ("noise offset", ["ss_noise_offset"]),
        ("min SNR gamma", ["ss_min_snr_gamma"]),
        ("seed", ["ss_seed"]),
        ("timestep sampling", ["ss_timestep_sampling"]),
        ("flow shift", ["ss_discrete_flow_shift"]),
        ("guidance", ["ss_guidance_scale"]),
        ("prediction", ["modelspec.prediction_type"]),
        ("timestep range", ["modelspec.timestep_range"]),
        ("comment", ["ss_training_comment"]),
        ("merged from", ["modelspec.merged_from"]),
        ("trainer", ["modelspec.implementation"]),
    ];

    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> raw)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, keys) in Facts)
        {
            if (MetadataText.First(raw, keys) is { } value)
            {
                facts[name] = value.Length <= MaxLength ? value : MetadataText.Start(value, MaxLength).ToString();
            }
        }

        AddMembers(raw, "training_info", facts, ("step", "steps"), ("epoch", "epochs"));
        AddMembers(raw, "software", facts, ("name", "trainer"));
        AddMembers(raw, "ot_config", facts, ("lora_rank", "rank"), ("lora_alpha", "alpha"), ("learning_rate", "learning rate"), ("epochs", "epochs"), ("batch_size", "batch size"));
        if (raw.ContainsKey("ot_revision") || raw.ContainsKey("ot_branch"))
        {
            facts["trainer"] = "OneTrainer";
        }

        return facts;
    }

    /// <summary>Returns the date of the model, else the end of the training, else its start.</summary>
    public static DateTimeOffset? Date(IReadOnlyDictionary<string, string> raw)
    {
        if (MetadataText.First(raw, "modelspec.date", "date") is { } date && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var written))
        {
            return written;
        }

        // Unix time in seconds, in this century.
        return MetadataText.First(raw, "ss_training_finished_at", "ss_training_started_at") is { } text
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 946_684_800 and < 4_102_444_800
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
    }

    /// <summary>Returns width and height, such as <c>1024x1024</c>.</summary>
    public static string? Resolution(IReadOnlyDictionary<string, string> raw)
    {
        if (MetadataText.First(raw, "modelspec.resolution", "ss_resolution") is not { } text)
        {
            return null;
        }

        var sides = text.Split([',', 'x', 'X', '(', ')', '[', ']', ' ', '*'], 8, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return sides.Length is 1 or 2 && sides.All(side => side.Length <= 6 && int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0)
            ? $"{sides[0]}x{sides[^1]}"
            : null;
    }

    private static void AddMembers(IReadOnlyDictionary<string, string> raw, string key, Dictionary<string, string> facts, params (string Member, string Name)[] members)
    {
        raw.TryGetValue(key, out var text);
        LooseJson.Read(text, root =>
        {
            foreach (var (member, name) in root.ValueKind == JsonValueKind.Object ? members : [])
            {
                if (root.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && MetadataText.Clean(value.ToString()) is { Length: <= MaxLength } clean)
                {
                    facts.TryAdd(name, clean);
                }
            }
        });
    }
}
