using System.Text.Json.Serialization;
using Lora.Client;
using Lora.Management;

namespace Lora.Wire;

[JsonSerializable(typeof(LoraItem))]
[JsonSerializable(typeof(LoraItemPage))]
[JsonSerializable(typeof(LoraUrl))]
[JsonSerializable(typeof(LoraProblem))]
[JsonSerializable(typeof(BeginUploadBody))]
[JsonSerializable(typeof(RenameBody))]
[JsonSerializable(typeof(PartBody))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(UploadResultsBody))]
internal sealed partial class WireContext : JsonSerializerContext;
