using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Specifies an operation in a workspace. <see cref="ILoraAuthorizer"/> decides about each.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraOperation>))]
public enum LoraOperation
{
    /// <summary>View, search, inspect and download LoRAs.</summary>
    [JsonStringEnumMemberName("view")]
    View = 0,

    /// <summary>Upload LoRAs, which includes checking a file before its upload and canceling an upload.</summary>
    [JsonStringEnumMemberName("upload")]
    Upload = 1,

    /// <summary>Rename and correct LoRAs, link high-noise/low-noise pairs, and inspect a LoRA again.</summary>
    [JsonStringEnumMemberName("edit")]
    Edit = 2,

    /// <summary>Delete LoRAs.</summary>
    [JsonStringEnumMemberName("delete")]
    Delete = 3,

    /// <summary>Reconcile the workspace with storage, import stored files, and read the audit log.</summary>
    [JsonStringEnumMemberName("manageStorage")]
    ManageStorage = 4,

    /// <summary>Use LoRAs in generation requests.</summary>
    [JsonStringEnumMemberName("generate")]
    Generate = 5,
}
