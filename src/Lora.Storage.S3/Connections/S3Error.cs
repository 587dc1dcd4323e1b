using System.Net;
using System.Security.Authentication;
using Amazon.Runtime;

namespace Lora.Storage.S3.Connections;

/// <summary>An error of the server or the network. Converts it to an exception whose message says what to check.</summary>
/// <param name="Status">The status of the response, or <see langword="null"/> if there was none.</param>
/// <param name="Code">The S3 error code, or <see langword="null"/> if the response had none.</param>
/// <param name="RequestId">The id of the request in the server's log.</param>
/// <param name="Cause">The exception, if there was one.</param>
internal sealed record S3Error(HttpStatusCode? Status, string? Code, string? RequestId = null, Exception? Cause = null)
{
    /// <summary>Whether the server reported that the object or the upload does not exist.</summary>
    public bool IsMissing => Code is "NoSuchUpload" or "NoSuchKey";

    public static S3Error? Of(Exception exception) => exception switch
    {
        AmazonServiceException service when Enum.IsDefined(service.StatusCode) => new S3Error(service.StatusCode, Named(service.ErrorCode), service.RequestId, service),
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException => new S3Error(null, null, null, exception),
        _ => null,
    };

    public LoraStorageException ToException() => Code switch
    {
        "NoSuchUpload" => new LoraStorageException(
            LoraErrorCodes.UploadGone, "This upload was completed or canceled. Start a new upload.", isTransient: false, Cause),
        "NoSuchKey" => new LoraStorageException(LoraErrorCodes.FileMissing, "The file no longer exists in storage.", isTransient: false, Cause),
        "InvalidPart" or "InvalidPartOrder" => new LoraStorageException(
            LoraErrorCodes.UploadIncomplete, "Some parts of the file are missing in storage. Send them again, then complete again.", isTransient: false, Cause),
        "BadDigest" or "XAmzContentSHA256Mismatch" or "XAmzContentChecksumMismatch" => new LoraStorageException(
            LoraErrorCodes.PartChecksum, "The SHA-256 of the part doesn't match its content. Send it again.", isTransient: true, Cause),
        "NoSuchBucket" => Refused("The bucket for LoRA files does not exist. Check the bucket's name and region, or create it."),
        "InvalidAccessKeyId" => Refused("The file storage doesn't recognize the access key. Check the access key, and that it belongs to this server."),
        "SignatureDoesNotMatch" => Refused("The file storage rejected the signature. Check the secret key and the region."),
        "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired" => Refused("The credentials for the file storage have expired. Renew them."),
        "RequestTimeTooSkewed" => Refused("The file storage rejected the request because this machine's clock is wrong. Set the clock."),
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" or "InvalidLocationConstraint" =>
            Refused("The bucket for LoRA files is in another region. Check the region."),
        "EntityTooSmall" => Refused("The file storage doesn't accept parts this small. Raise the part size to at least 5 MiB."),
        "EntityTooLarge" => Refused("The file storage doesn't accept files of this size. Check its limits."),
        "QuotaExceeded" or "InsufficientStorage" or "XMinioStorageFull" => Refused("The file storage is full. Free up space or raise its quota."),
        "NotImplemented" or "MethodNotAllowed" => Refused("The file storage doesn't support this operation. Check the features of its server."),
        // AWS may return these codes in the body of a response whose status is 200.
        "InternalError" or "SlowDown" or "ServiceUnavailable" or "RequestTimeout" or "OperationAborted" => Unavailable(),
        _ => OfStatus(),
    };

    public static LoraStorageException Timeout(Exception? cause = null) =>
        new(LoraErrorCodes.StorageUnavailable, "The file storage didn't respond in time. Try again in a moment.", isTransient: true, cause);

    private LoraStorageException OfStatus() => Status switch
    {
        HttpStatusCode.InsufficientStorage => Refused("The file storage is full. Free up space or raise its quota."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Unavailable(),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            Refused("The file storage denies access. Check that the access key may list the bucket, and read, write and delete in it."),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Refused("The bucket for LoRA files is at another address. Check the region and the server's address."),
        not null => Refused(Code is null
            ? "The file storage rejected the request. Check that its address is that of an S3 server."
            : $"The file storage rejected the request ({Code})."),
        _ => OfCause(),
    };

    private LoraStorageException OfCause()
    {
        for (var cause = Cause; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return Refused("The certificate of the file storage isn't trusted. Check its certificate and its address.");
            }
        }

        // The SDK throws this before it sends a request, when it finds no credentials.
        return Cause is AmazonClientException { InnerException: not (HttpRequestException or IOException or OperationCanceledException) }
            ? Refused("No usable credentials for the file storage were found. Set an access key and a secret key, or give this machine a role.")
            : new LoraStorageException(LoraErrorCodes.StorageUnavailable, "The file storage can't be reached. Try again in a moment.", isTransient: true, Cause);
    }

    /// <summary>Returns the code that the server sent. For a response without a code, the SDK makes one from the status.</summary>
    private static string? Named(string? code) => string.IsNullOrWhiteSpace(code) || code.All(char.IsAsciiDigit) || code is "NotFound" or "Forbidden" or "BadRequest" ? null : code;

    private LoraStorageException Unavailable() =>
        new(LoraErrorCodes.StorageUnavailable, "The file storage is temporarily unavailable. Try again in a moment.", isTransient: true, Cause);

    private LoraStorageException Refused(string message) => new(LoraErrorCodes.StorageRefused, message, isTransient: false, Cause);
}
