using System.Text.Json.Serialization;

namespace Lora.Serialization;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    Converters = [typeof(EvidenceJsonConverter)])]
[JsonSerializable(typeof(LoraFacts))]
[JsonSerializable(typeof(LoraItemFacts))]
internal sealed partial class LoraFactsJson : JsonSerializerContext;
