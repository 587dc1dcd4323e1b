using System.Text.Encodings.Web;
using System.Text.Json;
using Lora.Parameters.Json;

namespace Lora;

/// <summary>
/// Serializes models: one model or an array of them, with the members of <see cref="ModelConfig"/> in camel case and the types and groups as strings such as
/// <c>lora-selector</c>. Comments and trailing commas are allowed; unknown and duplicate members are not.
/// </summary>
internal static class ModelJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    // The text is for files, not for HTML, so letters of any script stay readable.
    private static readonly ModelJsonContext Writing = new(new JsonSerializerOptions(ModelJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Reads models and validates them with <see cref="ModelRules.CheckModel"/>.</summary>
    /// <returns>The models in the order of the text; or every error (<see cref="LoraErrorCodes.ModelInvalid"/>), with the model, parameter and member.</returns>
    public static LoraResult<IReadOnlyList<ModelConfig>> Read(string json) => Read(() => JsonDocument.Parse(json, Options));

    /// <inheritdoc cref="Read(string)" />
    /// <param name="json">The text in UTF-8.</param>
    public static LoraResult<IReadOnlyList<ModelConfig>> Read(Stream json) => Read(() => JsonDocument.Parse(json, Options));

    /// <summary>Writes models as an indented array. Members with their default value are omitted.</summary>
    public static string Write(IEnumerable<ModelConfig> models) => JsonSerializer.Serialize([.. models], Writing.IReadOnlyListModelConfig);

    private static LoraResult<IReadOnlyList<ModelConfig>> Read(Func<JsonDocument> parse)
    {
        try
        {
            using var document = parse();
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return new LoraIssue(LoraErrorCodes.ModelInvalid, $"The models are not valid JSON: {exception.Message}");
        }
    }

    private static LoraResult<IReadOnlyList<ModelConfig>> Read(JsonElement root)
    {
        var elements = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
        var models = new List<ModelConfig>();
        var issues = new List<LoraIssue>();
        for (var index = 0; index < elements.Count; index++)
        {
            var errors = ModelJsonErrors.Of(elements[index], index);
            if (errors.Count == 0)
            {
                var model = elements[index].Deserialize(ModelJsonContext.Default.ModelConfig)!;
                models.Add(model);
                errors = ModelRules.CheckModel(model);
            }

            issues.AddRange(errors);
        }

        issues.AddRange(models
            .GroupBy(model => model.Id, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => new LoraIssue(LoraErrorCodes.ModelInvalid, $"Model '{group.Key}' is defined {group.Count()} times. Give each model a unique id.")));
        return issues.Count == 0 ? LoraResult.Success<IReadOnlyList<ModelConfig>>(models) : LoraResult.Failure<IReadOnlyList<ModelConfig>>(issues);
    }
}
