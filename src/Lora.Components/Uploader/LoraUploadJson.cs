using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>How messages of the browser's module are read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LoraUploadReport))]
[JsonSerializable(typeof(LoraChosenFile))]
[JsonSerializable(typeof(string))]
internal sealed partial class LoraUploadJson : JsonSerializerContext;
