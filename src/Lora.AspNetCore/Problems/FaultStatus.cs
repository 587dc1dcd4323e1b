using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Problems;

/// <summary>The one table from codes to HTTP status codes (RFC 9110, section 15).</summary>
internal static class FaultStatus
{
    private static readonly FrozenDictionary<string, int> Statuses = new Dictionary<string, int>
    {
        [LoraErrorCodes.FileNameMissing] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileNameTooLong] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileNameInvalid] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileNamePath] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileExtension] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileEmpty] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileTooLarge] = StatusCodes.Status413PayloadTooLarge,
        [LoraErrorCodes.FileRefused] = StatusCodes.Status422UnprocessableEntity,
        [LoraErrorCodes.CorrectionInvalid] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.FileMissing] = StatusCodes.Status404NotFound,
        [LoraErrorCodes.LoraNotFound] = StatusCodes.Status404NotFound,
        [LoraErrorCodes.FactMissing] = StatusCodes.Status404NotFound,
        [LoraErrorCodes.LoraConflict] = StatusCodes.Status409Conflict,
        [LoraErrorCodes.NameMissing] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.NameTooLong] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.NameInvalid] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.UploadNotFound] = StatusCodes.Status404NotFound,
        [LoraErrorCodes.UploadClosed] = StatusCodes.Status409Conflict,
        [LoraErrorCodes.UploadBusy] = StatusCodes.Status409Conflict,
        [LoraErrorCodes.UploadGone] = StatusCodes.Status404NotFound,
        [LoraErrorCodes.UploadIncomplete] = StatusCodes.Status409Conflict,
        [LoraErrorCodes.UploadNoFile] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.PartNumber] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.PartSize] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.PartChecksum] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ChecksumInvalid] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ChecksumMismatch] = StatusCodes.Status409Conflict,
        [LoraErrorCodes.UploadKeyInvalid] = StatusCodes.Status400BadRequest,
        // The draft for Idempotency-Key says so (draft-ietf-httpapi-idempotency-key-header-07, 2.7).
        [LoraErrorCodes.UploadKeyReused] = StatusCodes.Status422UnprocessableEntity,
        [LoraErrorCodes.DirectUnsupported] = StatusCodes.Status409Conflict,
        [LoraErrorCodes.QuotaBytes] = StatusCodes.Status403Forbidden,
        [LoraErrorCodes.QuotaUploads] = StatusCodes.Status429TooManyRequests,
        [LoraErrorCodes.InspectionLimit] = StatusCodes.Status429TooManyRequests,
        [LoraErrorCodes.ServerBusy] = StatusCodes.Status503ServiceUnavailable,
        [LoraErrorCodes.SyncUnsupported] = StatusCodes.Status501NotImplemented,
        [LoraErrorCodes.AuditUnsupported] = StatusCodes.Status501NotImplemented,
        [LoraErrorCodes.SizeMismatch] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.StorageUnavailable] = StatusCodes.Status503ServiceUnavailable,
        [LoraErrorCodes.StorageRefused] = StatusCodes.Status502BadGateway,
        [LoraErrorCodes.DeleteFailed] = StatusCodes.Status503ServiceUnavailable,
        [LoraErrorCodes.DatabaseUnavailable] = StatusCodes.Status503ServiceUnavailable,
        [LoraErrorCodes.UrlUnsupported] = StatusCodes.Status501NotImplemented,
        [LoraErrorCodes.UrlLifetime] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.UrlInvalid] = StatusCodes.Status403Forbidden,
        [LoraErrorCodes.QueryInvalid] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.RequestInvalid] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.RequestCrossSite] = StatusCodes.Status403Forbidden,
        [LoraErrorCodes.UserMissing] = StatusCodes.Status401Unauthorized,
        [LoraErrorCodes.WorkspaceMissing] = StatusCodes.Status403Forbidden,
        [LoraErrorCodes.PermissionDenied] = StatusCodes.Status403Forbidden,
        [LoraErrorCodes.ParameterRequired] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ParameterType] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ParameterRange] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ParameterOption] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ParameterUnknown] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ParameterLora] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.ModelUnknown] = StatusCodes.Status400BadRequest,
        [LoraErrorCodes.Unexpected] = StatusCodes.Status500InternalServerError,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Retryable = new[]
    {
        LoraErrorCodes.LoraConflict, LoraErrorCodes.UploadBusy, LoraErrorCodes.PartChecksum, LoraErrorCodes.QuotaUploads,
        LoraErrorCodes.InspectionLimit, LoraErrorCodes.ServerBusy, LoraErrorCodes.StorageUnavailable, LoraErrorCodes.DeleteFailed, LoraErrorCodes.DatabaseUnavailable,
    }.ToFrozenSet(StringComparer.Ordinal);

    public static int Of(string code) => Statuses.GetValueOrDefault(code, StatusCodes.Status500InternalServerError);

    /// <summary>An issue is the user's: what an inspection finds in a file, or what a host's own inspector calls it, is in no table.</summary>
    public static int OfIssue(string code) => Statuses.GetValueOrDefault(code, StatusCodes.Status422UnprocessableEntity);

    /// <summary>
    /// A back end that fails permanently is not a 503, because waiting does not help. A code that a host's own service made up is a 503 where the same call may succeed later.
    /// </summary>
    public static int Of(LoraException exception) =>
        Statuses.TryGetValue(exception.Code, out var status)
            ? status == StatusCodes.Status503ServiceUnavailable && !exception.IsTransient ? StatusCodes.Status502BadGateway : status
            : exception.IsTransient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    public static bool IsRetryable(string code) => Retryable.Contains(code);
}
