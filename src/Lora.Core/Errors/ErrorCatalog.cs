using System.Collections.Frozen;

namespace Lora.Errors;

/// <summary>
/// Describes every error code. The HTTP API uses the status codes and <c>retryable</c>, workflows the texts. Codes from other sources are not listed: those of an
/// inspection and those of a host's own services.
/// </summary>
internal static class ErrorCatalog
{
    private static readonly FrozenDictionary<string, ErrorDescriptor> Errors = new ErrorDescriptor[]
    {
        new(LoraErrorCodes.FileNameMissing, ErrorKind.Invalid, "The file has no name. Give it one and choose it again."),
        new(LoraErrorCodes.FileNameTooLong, ErrorKind.Invalid, "The file name is too long. Rename the file and choose it again."),
        new(LoraErrorCodes.FileNameInvalid, ErrorKind.Invalid, "The file name contains an invalid character. Rename the file and choose it again."),
        new(LoraErrorCodes.FileNamePath, ErrorKind.Invalid, "The file name contains a folder. Send only the file name."),
        new(LoraErrorCodes.FileExtension, ErrorKind.Invalid, "This is not a .safetensors or .ckpt file. Choose a LoRA with one of these extensions."),
        new(LoraErrorCodes.FileEmpty, ErrorKind.Invalid, "The file is empty. Download or export it again, then choose it again."),
        new(LoraErrorCodes.FileTooLarge, ErrorKind.TooLarge, "The file is larger than allowed. Choose a smaller one."),
        new(LoraErrorCodes.FileRefused, ErrorKind.Unprocessable, "This file can't be uploaded. Choose a LoRA file."),
        new(LoraErrorCodes.FileMissing, ErrorKind.NotFound, "The file no longer exists in storage. Delete the LoRA, or restore the file."),
        new(LoraErrorCodes.LoraNotFound, ErrorKind.NotFound, "This LoRA no longer exists. Refresh the list."),
        new(LoraErrorCodes.FactMissing, ErrorKind.NotFound, "This information about the LoRA isn't available."),
        new(LoraErrorCodes.LoraConflict, ErrorKind.Conflict, "Someone else changed this LoRA at the same time. Try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.NameMissing, ErrorKind.Invalid, "Give the LoRA a name."),
        new(LoraErrorCodes.NameTooLong, ErrorKind.Invalid, "The name is too long. Choose a shorter one."),
        new(LoraErrorCodes.NameInvalid, ErrorKind.Invalid, "The name contains an invalid character. Remove it."),
        new(LoraErrorCodes.CorrectionInvalid, ErrorKind.Invalid, "The correction is not valid. Check the base model, the variant and the noise expert."),
        new(LoraErrorCodes.UploadNotFound, ErrorKind.NotFound, "This upload no longer exists. Upload the file again."),
        new(LoraErrorCodes.UploadClosed, ErrorKind.Conflict, "This upload was canceled. Upload the file again."),
        new(LoraErrorCodes.UploadBusy, ErrorKind.Conflict, "This upload is being completed. Try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.UploadGone, ErrorKind.NotFound, "This upload was canceled or has expired. Upload the file again."),
        new(LoraErrorCodes.UploadIncomplete, ErrorKind.Conflict, "Some parts are missing. Send them, then complete again."),
        new(LoraErrorCodes.UploadNoFile, ErrorKind.Invalid, "The request has no file. Add one, for example with curl -F file=@style.safetensors."),
        new(LoraErrorCodes.PartNumber, ErrorKind.Invalid, "The upload has no part with this number."),
        new(LoraErrorCodes.PartSize, ErrorKind.Invalid, "The part does not have the expected size. Send it again."),
        new(LoraErrorCodes.PartChecksum, ErrorKind.Invalid, "The part changed in transit. Send it again.", IsTransient: true),
        new(LoraErrorCodes.ChecksumInvalid, ErrorKind.Invalid, "The SHA-256 of a part is not valid. Send 64 lower-case hexadecimal digits."),
        new(LoraErrorCodes.ChecksumMismatch, ErrorKind.Conflict, "The stored file doesn't match the upload and was deleted. Upload it again."),
        new(LoraErrorCodes.UploadKeyReused, ErrorKind.Unprocessable, "This key was used for a file of another name or size. Use a new one."),
        new(LoraErrorCodes.UploadKeyInvalid, ErrorKind.Invalid, "The key of the upload is not valid. Use another one."),
        new(LoraErrorCodes.DirectUnsupported, ErrorKind.Conflict, "This storage accepts parts only through the application. Send them to parts/{number}."),
        new(LoraErrorCodes.QuotaBytes, ErrorKind.Forbidden, "The workspace has no room for this file. Delete LoRAs that you no longer need."),
        new(LoraErrorCodes.QuotaUploads, ErrorKind.LimitExceeded, "The workspace has too many unfinished uploads. Finish or cancel one first.", IsTransient: true),
        new(LoraErrorCodes.InspectionLimit, ErrorKind.LimitExceeded, "Too many files of this workspace are being checked at once. Try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.ServerBusy, ErrorKind.Unavailable, "The server is busy. Try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.SyncUnsupported, ErrorKind.NotSupported, "This file storage can't list its files, so there is nothing to compare."),
        new(LoraErrorCodes.AuditUnsupported, ErrorKind.NotSupported, "This application does not keep audit events in its database. To keep them, call UseDatabaseAudit()."),
        new(LoraErrorCodes.SizeMismatch, ErrorKind.Invalid, "The upload does not have the announced size and was deleted. Upload it again."),
        new(LoraErrorCodes.StorageUnavailable, ErrorKind.Unavailable, "The file storage cannot be reached. Try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.StorageRefused, ErrorKind.BackEndRefused, "The file storage refused the request. Ask your administrator for help."),
        new(LoraErrorCodes.DeleteFailed, ErrorKind.Unavailable, "The file storage did not delete the file. The LoRA still exists; try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.DatabaseUnavailable, ErrorKind.Unavailable, "The database cannot be reached. Try again in a moment.", IsTransient: true),
        new(LoraErrorCodes.UrlUnsupported, ErrorKind.NotSupported, "This application can't create URLs for LoRAs. Download the file instead, or ask your administrator for help."),
        new(LoraErrorCodes.UrlLifetime, ErrorKind.Invalid, "A URL can work for 1 second to 7 days. Choose a lifetime in this range."),
        new(LoraErrorCodes.UrlInvalid, ErrorKind.Forbidden, "This URL has expired or is incomplete. Get a new one."),
        new(LoraErrorCodes.QueryInvalid, ErrorKind.Invalid, "A query parameter is not valid. Correct it and try again."),
        new(LoraErrorCodes.RequestInvalid, ErrorKind.Invalid, "The request is not valid. Correct it and try again."),
        new(LoraErrorCodes.RequestCrossSite, ErrorKind.Forbidden, "This request came from another site and was refused."),
        new(LoraErrorCodes.UserMissing, ErrorKind.NotAuthenticated, "Sign in first."),
        new(LoraErrorCodes.WorkspaceMissing, ErrorKind.Forbidden, "Your account has no workspace. Ask your administrator for access."),
        new(LoraErrorCodes.PermissionDenied, ErrorKind.Forbidden, "You don't have permission to do this in this workspace. Ask your administrator for access."),
        new(LoraErrorCodes.ParameterRequired, ErrorKind.Invalid, "Enter a value."),
        new(LoraErrorCodes.ParameterType, ErrorKind.Invalid, "Enter a value of the right type."),
        new(LoraErrorCodes.ParameterRange, ErrorKind.Invalid, "Enter a value in the allowed range."),
        new(LoraErrorCodes.ParameterOption, ErrorKind.Invalid, "Choose one of the options."),
        new(LoraErrorCodes.ParameterUnknown, ErrorKind.Invalid, "The model does not have this parameter. Leave it out."),
        new(LoraErrorCodes.ParameterLora, ErrorKind.Invalid, "The chosen LoRA is no longer in this workspace. Choose another one or none."),
        new(LoraErrorCodes.ParameterLoraLimit, ErrorKind.Unprocessable, "Too many LoRAs were chosen. Remove some."),
        new(LoraErrorCodes.ModelUnknown, ErrorKind.Invalid, "This model does not exist. Choose another one."),
        new(LoraErrorCodes.ModelInvalid, ErrorKind.Unprocessable, "The definition of the model is not valid. Correct it."),
        new(LoraErrorCodes.Unexpected, ErrorKind.Unexpected, "Something went wrong. Try again. If it happens again, contact your administrator."),
    }.ToFrozenDictionary(static error => error.Code, StringComparer.Ordinal);

    public static IReadOnlyCollection<ErrorDescriptor> All => Errors.Values;

    /// <summary>Returns the meaning of a code, or <see langword="null"/> if it is not one of <see cref="LoraErrorCodes"/>.</summary>
    public static ErrorDescriptor? Find(string code) => Errors.GetValueOrDefault(code);

    /// <summary>Returns whether the call that reported a code may succeed later.</summary>
    public static bool IsTransient(string code) => Find(code) is { IsTransient: true };

    /// <summary>Creates an issue with the text of its code.</summary>
    /// <param name="code">A code of <see cref="LoraErrorCodes"/>.</param>
    /// <param name="member">The field it is about, or <see langword="null"/>.</param>
    public static LoraIssue Issue(string code, string? member = null) => new(code, Errors[code].Text, member);

    /// <summary>Creates an exception with the text of its code.</summary>
    /// <param name="code">A code of <see cref="LoraErrorCodes"/>.</param>
    public static LoraException Exception(string code) => new(code, Errors[code].Text, Errors[code].IsTransient);
}
