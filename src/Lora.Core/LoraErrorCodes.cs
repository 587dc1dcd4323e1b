namespace Lora;

/// <summary>
/// Defines the stable error codes. Programs can rely on them; the messages may change.
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

    /// <summary>The content of the file does not allow an upload. If the reason is known, the code is one of <see cref="Inspection.InspectionCodes"/>.</summary>
    public const string FileRefused = "file.refused";

    /// <summary>The file of a LoRA is missing from storage.</summary>
    public const string FileMissing = "file.missing";

    /// <summary>The workspace has no LoRA with this id.</summary>
    public const string LoraNotFound = "lora.not_found";

    /// <summary>The LoRA exists, but the requested information does not: it was not inspected yet, has no thumbnail, or has no known partner.</summary>
    public const string FactMissing = "lora.fact_missing";

    /// <summary>Someone else changed the LoRA at the same time.</summary>
    public const string LoraConflict = "lora.conflict";

    /// <summary>The new name is empty.</summary>
    public const string NameMissing = "lora.name_missing";

    /// <summary>The new name has more than 200 characters.</summary>
    public const string NameTooLong = "lora.name_too_long";

    /// <summary>The new name has a control character, or is not valid Unicode.</summary>
    public const string NameInvalid = "lora.name_invalid";

    /// <summary>A correction or the partner of a pair is not valid.</summary>
    public const string CorrectionInvalid = "lora.correction_invalid";

    /// <summary>The workspace has no upload session with this id.</summary>
    public const string UploadNotFound = "upload.not_found";

    /// <summary>The upload session was canceled and accepts no more parts.</summary>
    public const string UploadClosed = "upload.closed";

    /// <summary>The upload session is being completed by another call. The same call may succeed later.</summary>
    public const string UploadBusy = "upload.busy";

    /// <summary>Storage no longer has the upload: it was canceled or has expired.</summary>
    public const string UploadGone = "upload.gone";

    /// <summary>Parts are missing.</summary>
    public const string UploadIncomplete = "upload.incomplete";

    /// <summary>The request has no file.</summary>
    public const string UploadNoFile = "upload.no_file";

    /// <summary>The upload has no part with this number.</summary>
    public const string PartNumber = "upload.part_number";

    /// <summary>The part does not have the expected size.</summary>
    public const string PartSize = "upload.part_size";

    /// <summary>The bytes of a part do not match its announced checksum: they were corrupted in transit. Send the part again.</summary>
    public const string PartChecksum = "upload.part_checksum";

    /// <summary>A checksum is malformed.</summary>
    public const string ChecksumInvalid = "upload.checksum_invalid";

    /// <summary>The stored file does not match the upload and was deleted.</summary>
    public const string ChecksumMismatch = "upload.checksum_mismatch";

    /// <summary>The client key was already used for another file.</summary>
    public const string UploadKeyReused = "upload.key_reused";

    /// <summary>The client key is too long or has invalid characters.</summary>
    public const string UploadKeyInvalid = "upload.key_invalid";

    /// <summary>The storage does not support direct uploads from browsers.</summary>
    public const string DirectUnsupported = "upload.direct_unsupported";

    /// <summary>The file would exceed the quota of the workspace.</summary>
    public const string QuotaBytes = "quota.bytes";

    /// <summary>The workspace has the maximum number of uploads in progress. The same call may succeed later.</summary>
    public const string QuotaUploads = "quota.uploads";

    /// <summary>The workspace has the maximum number of inspections in progress. The same call may succeed later.</summary>
    public const string InspectionLimit = "inspection.limit";

    /// <summary>The process has no memory or processor time to spare for the request. The same call may succeed later.</summary>
    public const string ServerBusy = "server.busy";

    /// <summary>The file store cannot list its objects.</summary>
    public const string SyncUnsupported = "sync.unsupported";

    /// <summary>Audit events are not stored in the database.</summary>
    public const string AuditUnsupported = "audit.unsupported";

    /// <summary>The stored file does not have the announced size.</summary>
    public const string SizeMismatch = "upload.size_mismatch";

    /// <summary>Storage is unreachable or failed.</summary>
    public const string StorageUnavailable = "storage.unavailable";

    /// <summary>Storage refused the operation: wrong credentials, no permission, no such bucket, or no space left.</summary>
    public const string StorageRefused = "storage.refused";

    /// <summary>Storage did not delete the file. The LoRA still exists.</summary>
    public const string DeleteFailed = "storage.delete_failed";

    /// <summary>The database is unreachable or failed.</summary>
    public const string DatabaseUnavailable = "database.unavailable";

    /// <summary>Neither the file store nor the host can create URLs.</summary>
    public const string UrlUnsupported = "url.unsupported";

    /// <summary>The lifetime of a URL is not between one second and seven days.</summary>
    public const string UrlLifetime = "url.lifetime";

    /// <summary>The URL has expired or is not valid.</summary>
    public const string UrlInvalid = "url.invalid";

    /// <summary>A query parameter is not valid.</summary>
    public const string QueryInvalid = "query.invalid";

    /// <summary>The request body is not valid.</summary>
    public const string RequestInvalid = "request.invalid";

    /// <summary>The request came from another site.</summary>
    public const string RequestCrossSite = "request.cross_site";

    /// <summary>Nobody is signed in.</summary>
    public const string UserMissing = "user.missing";

    /// <summary>The user has no workspace.</summary>
    public const string WorkspaceMissing = "workspace.missing";

    /// <summary>The user does not have permission for this operation in the workspace.</summary>
    public const string PermissionDenied = "permission.denied";

    /// <summary>A required parameter has no value.</summary>
    public const string ParameterRequired = "parameter.required";

    /// <summary>A value does not have the parameter's type.</summary>
    public const string ParameterType = "parameter.type";

    /// <summary>A number is outside the parameter's range, or is not a multiple of its step.</summary>
    public const string ParameterRange = "parameter.range";

    /// <summary>A value is not one of the parameter's options.</summary>
    public const string ParameterOption = "parameter.option";

    /// <summary>The model has no parameter with this name.</summary>
    public const string ParameterUnknown = "parameter.unknown";

    /// <summary>The selected LoRA is not, or no longer, in the caller's workspace.</summary>
    public const string ParameterLora = "parameter.lora_not_found";

    /// <summary>More LoRAs are selected than the engine supports.</summary>
    public const string ParameterLoraLimit = "parameter.lora_limit";

    /// <summary>There is no model with this id.</summary>
    public const string ModelUnknown = "model.unknown";

    /// <summary>The definition of a model is not valid.</summary>
    public const string ModelInvalid = "model.invalid";

    /// <summary>An unexpected error.</summary>
    public const string Unexpected = "unexpected";
}
