using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>Provides the JSON metadata of the messages that the browser's module sends.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LoraUploadReport))]
[JsonSerializable(typeof(LoraChosenFile))]
[JsonSerializable(typeof(string))]
internal sealed partial class LoraUploadJson : JsonSerializerContext;
