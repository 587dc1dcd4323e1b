namespace Lora;

/// <summary>
/// The stable codes of everything that can go wrong. Programs may rely on them; the sentences beside them may change.
/// </summary>
public static class LoraErrorCodes
{
    /// <summary>The file has no name.</summary>
    public const string FileNameMissing = "file.name_missing";

    /// <summary>The file name has more than 255 characters.</summary>
    public const string FileNameTooLong = "file.name_too_long";

    /// <summary>The file name has a control character, or is not valid Unicode.</summary>
    public const string FileNameInvalid = "file.name_invalid";

    /// <summary>The file name has a folder in it.</summary>
    public const string FileNamePath = "file.name_path";

    /// <summary>The extension is neither <c>.safetensors</c> nor <c>.ckpt</c>.</summary>
    public const string FileExtension = "file.extension";

    /// <summary>The file has no bytes.</summary>
    public const string FileEmpty = "file.empty";

    /// <summary>The file is larger than the host allows.</summary>
    public const string FileTooLarge = "file.too_large";

    /// <summary>What is in the file speaks against taking it. Where it is known what, the code is one of <see cref="Inspection.InspectionCodes"/>.</summary>
    public const string FileRefused = "file.refused";

    /// <summary>The bytes of a LoRA are not in storage.</summary>
    public const string FileMissing = "file.missing";

    /// <summary>The workspace has no such LoRA.</summary>
    public const string LoraNotFound = "lora.not_found";

    /// <summary>The LoRA is there, but what was asked for is not: it was not inspected yet, has no picture, or no other half is known.</summary>
    public const string FactMissing = "lora.fact_missing";

    /// <summary>Somebody else changed the LoRA at the same time.</summary>
    public const string LoraConflict = "lora.conflict";

    /// <summary>The new name is empty.</summary>
    public const string NameMissing = "lora.name_missing";

    /// <summary>The new name has more than 200 characters.</summary>
    public const string NameTooLong = "lora.name_too_long";

    /// <summary>The new name has a control character, or is not valid Unicode.</summary>
    public const string NameInvalid = "lora.name_invalid";

    /// <summary>A correction or the other half of a pair is not valid.</summary>
    public const string CorrectionInvalid = "lora.correction_invalid";

    /// <summary>The workspace has no such upload session.</summary>
    public const string UploadNotFound = "upload.not_found";

    /// <summary>The upload session was cancelled, so it takes no parts.</summary>
    public const string UploadClosed = "upload.closed";

    /// <summary>The upload session is being completed by another call. The same call may succeed later.</summary>
    public const string UploadBusy = "upload.busy";

    /// <summary>Storage no longer has the upload: it was cancelled, or it expired.</summary>
    public const string UploadGone = "upload.gone";

    /// <summary>Parts are missing.</summary>
    public const string UploadIncomplete = "upload.incomplete";

    /// <summary>The request has no file.</summary>
    public const string UploadNoFile = "upload.no_file";

    /// <summary>There is no part with that number.</summary>
    public const string PartNumber = "upload.part_number";

    /// <summary>The part does not have the size it must have.</summary>
    public const string PartSize = "upload.part_size";

    /// <summary>The bytes of a part are not those that were announced: they changed on their way. Sending it again helps.</summary>
    public const string PartChecksum = "upload.part_checksum";

    /// <summary>A digest is not written as it must be.</summary>
    public const string ChecksumInvalid = "upload.checksum_invalid";

    /// <summary>What is stored is not what was sent. Nothing was kept.</summary>
    public const string ChecksumMismatch = "upload.checksum_mismatch";

    /// <summary>The client's key was used for another file.</summary>
    public const string UploadKeyReused = "upload.key_reused";

    /// <summary>The client's key is too long, or has characters that it may not have.</summary>
    public const string UploadKeyInvalid = "upload.key_invalid";

    /// <summary>Browsers cannot send parts to this storage themselves.</summary>
    public const string DirectUnsupported = "upload.direct_unsupported";

    /// <summary>The workspace has no room for a file of this size.</summary>
    public const string QuotaBytes = "quota.bytes";

    /// <summary>The workspace has as many uploads under way as it may have. The same call may succeed later.</summary>
    public const string QuotaUploads = "quota.uploads";

    /// <summary>The workspace has as many inspections under way as it may have. The same call may succeed later.</summary>
    public const string InspectionLimit = "inspection.limit";

    /// <summary>The process has no memory or processor time to spare for the request. The same call may succeed later.</summary>
    public const string ServerBusy = "server.busy";

    /// <summary>The file store cannot tell what it holds.</summary>
    public const string SyncUnsupported = "sync.unsupported";

    /// <summary>Audit events are not kept in the database.</summary>
    public const string AuditUnsupported = "audit.unsupported";

    /// <summary>What is stored is not as large as what was announced.</summary>
    public const string SizeMismatch = "upload.size_mismatch";

    /// <summary>Storage cannot be reached, or failed.</summary>
    public const string StorageUnavailable = "storage.unavailable";

    /// <summary>Storage refuses: wrong credentials, no permission, no such bucket, no space.</summary>
    public const string StorageRefused = "storage.refused";

    /// <summary>Storage would not delete the file; the LoRA is still there.</summary>
    public const string DeleteFailed = "storage.delete_failed";

    /// <summary>The database cannot be reached, or failed.</summary>
    public const string DatabaseUnavailable = "database.unavailable";

    /// <summary>Neither the file store nor the host can make URLs.</summary>
    public const string UrlUnsupported = "url.unsupported";

    /// <summary>The lifetime of a URL is not between one second and seven days.</summary>
    public const string UrlLifetime = "url.lifetime";

    /// <summary>The URL is no longer valid, or never was.</summary>
    public const string UrlInvalid = "url.invalid";

    /// <summary>A query parameter cannot be understood.</summary>
    public const string QueryInvalid = "query.invalid";

    /// <summary>The request body cannot be understood.</summary>
    public const string RequestInvalid = "request.invalid";

    /// <summary>The request came from another site.</summary>
    public const string RequestCrossSite = "request.cross_site";

    /// <summary>Nobody is signed in.</summary>
    public const string UserMissing = "user.missing";

    /// <summary>The user has no workspace.</summary>
    public const string WorkspaceMissing = "workspace.missing";

    /// <summary>The user may not do this in the workspace.</summary>
    public const string PermissionDenied = "permission.denied";

    /// <summary>A parameter that must have a value has none.</summary>
    public const string ParameterRequired = "parameter.required";

    /// <summary>A value is not of the parameter's type.</summary>
    public const string ParameterType = "parameter.type";

    /// <summary>A number is outside the parameter's bounds, or no multiple of what it must be.</summary>
    public const string ParameterRange = "parameter.range";

    /// <summary>A value is not among the parameter's options.</summary>
    public const string ParameterOption = "parameter.option";

    /// <summary>The model has no parameter of that name.</summary>
    public const string ParameterUnknown = "parameter.unknown";

    /// <summary>The chosen LoRA is not in the caller's workspace (any more).</summary>
    public const string ParameterLora = "parameter.lora_not_found";

    /// <summary>More LoRAs were chosen than the engine's request has places for.</summary>
    public const string ParameterLoraLimit = "parameter.lora_limit";

    /// <summary>There is no model of that name.</summary>
    public const string ModelUnknown = "model.unknown";

    /// <summary>The definition of a model has faults.</summary>
    public const string ModelInvalid = "model.invalid";

    /// <summary>Something that was not foreseen.</summary>
    public const string Unexpected = "unexpected";
}
