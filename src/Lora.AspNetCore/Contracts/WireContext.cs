using System.Text.Json.Serialization;
using Lora.Inspection;

namespace Lora.AspNetCore.Contracts;

[JsonSerializable(typeof(LoraItem))]
[JsonSerializable(typeof(LoraPage<LoraItem>))]
[JsonSerializable(typeof(LoraInspection))]
[JsonSerializable(typeof(LoraCorrection))]
[JsonSerializable(typeof(IReadOnlyList<LoraDuplicate>))]
[JsonSerializable(typeof(PartnerBody))]
[JsonSerializable(typeof(PreflightBody))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(LoraUrl))]
[JsonSerializable(typeof(LoraWorkspaceInfo))]
[JsonSerializable(typeof(LoraProblem))]
[JsonSerializable(typeof(BeginUploadBody))]
[JsonSerializable(typeof(RenameBody))]
[JsonSerializable(typeof(PartBody))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(UploadListBody))]
[JsonSerializable(typeof(SignPartsBody))]
[JsonSerializable(typeof(SignedPartsBody))]
[JsonSerializable(typeof(SyncBody))]
[JsonSerializable(typeof(LoraReconciliationReport))]
[JsonSerializable(typeof(AuditPageBody))]
[JsonSerializable(typeof(UploadResultsBody))]
internal sealed partial class WireContext : JsonSerializerContext;
