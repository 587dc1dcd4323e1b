using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lora.Parameters.Json;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelConfig))]
[JsonSerializable(typeof(IReadOnlyList<ModelConfig>))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
