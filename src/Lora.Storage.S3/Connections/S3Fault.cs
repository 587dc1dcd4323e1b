using System.Net;
using System.Security.Authentication;
using Amazon.Runtime;

namespace Lora.Storage.S3.Connections;

/// <summary>Says in words what a server or the way to it did wrong, and what to check.</summary>
/// <param name="Status">The status of the answer; <see langword="null"/> when there was none.</param>
/// <param name="Code">S3's own code; <see langword="null"/> when the answer had none.</param>
/// <param name="RequestId">What the server's own log calls the request.</param>
/// <param name="Cause">The exception, if there was one.</param>
internal sealed record S3Fault(HttpStatusCode? Status, string? Code, string? RequestId = null, Exception? Cause = null)
{
    /// <summary>What was asked for is not there, which the server is sure of.</summary>
    public bool IsMissing => Code is "NoSuchUpload" or "NoSuchKey";

    public static S3Fault? Of(Exception exception) => exception switch
    {
        AmazonServiceException service when Enum.IsDefined(service.StatusCode) => new S3Fault(service.StatusCode, Named(service.ErrorCode), service.RequestId, service),
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException => new S3Fault(null, null, null, exception),
        _ => null,
    };

    public LoraStorageException ToException() => Code switch
    {
        "NoSuchUpload" => new LoraStorageException(
            LoraErrorCodes.UploadGone, "This upload was completed or cancelled, so it takes no more parts. Begin a new one.", isTransient: false, Cause),
        "NoSuchKey" => new LoraStorageException(LoraErrorCodes.FileMissing, "The file is not in storage any more.", isTransient: false, Cause),
        "InvalidPart" or "InvalidPartOrder" => new LoraStorageException(
            LoraErrorCodes.UploadIncomplete, "Some parts of the file are missing in storage. Send them again, then complete again.", isTransient: false, Cause),
        "BadDigest" or "XAmzContentSHA256Mismatch" or "XAmzContentChecksumMismatch" => new LoraStorageException(
            LoraErrorCodes.PartChecksum, "The part does not have the SHA-256 it was announced with. Send it again.", isTransient: true, Cause),
        "NoSuchBucket" => Refused("The bucket for LoRA files does not exist. Check the bucket's name and region, or create it."),
        "InvalidAccessKeyId" => Refused("The file storage does not know the access key. Check the access key, and that it belongs to this server."),
        "SignatureDoesNotMatch" => Refused("The file storage does not accept the signature. Check the secret key and the region."),
        "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired" => Refused("The credentials for the file storage have expired. Renew them."),
        "RequestTimeTooSkewed" => Refused("The file storage refuses because this machine's clock is wrong. Set the clock."),
        "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" or "InvalidLocationConstraint" =>
            Refused("The bucket for LoRA files is in another region. Check the region."),
        "EntityTooSmall" => Refused("The file storage takes no parts this small. Raise the part size to at least 5 MiB."),
        "EntityTooLarge" => Refused("The file storage takes no file of this size. Check its limits."),
        "QuotaExceeded" or "InsufficientStorage" or "XMinioStorageFull" => Refused("The file storage is full. Make room in it or raise its quota."),
        "NotImplemented" or "MethodNotAllowed" => Refused("The file storage does not offer this. Check what its server can do."),
        // AWS may say so in the body of an answer whose status is 200.
        "InternalError" or "SlowDown" or "ServiceUnavailable" or "RequestTimeout" or "OperationAborted" => Unavailable(),
        _ => OfStatus(),
    };

    public static LoraStorageException TooSlow(Exception? cause = null) =>
        new(LoraErrorCodes.StorageUnavailable, "The file storage did not answer in time. Try again in a moment.", isTransient: true, cause);

    private LoraStorageException OfStatus() => Status switch
    {
        HttpStatusCode.InsufficientStorage => Refused("The file storage is full. Make room in it or raise its quota."),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Unavailable(),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            Refused("The file storage denies access. Check that the access key may list the bucket, and read, write and delete in it."),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Refused("The bucket for LoRA files is elsewhere. Check the region and the server's address."),
        not null => Refused(Code is null
            ? "The file storage refused the request. Check that its address is that of an S3 server."
            : $"The file storage refused the request ({Code})."),
        _ => OfCause(),
    };

    private LoraStorageException OfCause()
    {
        for (var cause = Cause; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
            {
                return Refused("The file storage cannot prove who it is. Check its certificate and its address.");
            }
        }

        // What the SDK throws before it ever calls: it found no credentials.
        return Cause is AmazonClientException { InnerException: not (HttpRequestException or IOException or OperationCanceledException) }
            ? Refused("There are no usable credentials for the file storage. Set an access key and a secret key, or give this machine a role.")
            : new LoraStorageException(LoraErrorCodes.StorageUnavailable, "The file storage cannot be reached. Try again in a moment.", isTransient: true, Cause);
    }

    /// <summary>Of an answer without a code the SDK makes one from its status.</summary>
    private static string? Named(string? code) => string.IsNullOrWhiteSpace(code) || code.All(char.IsAsciiDigit) || code is "NotFound" or "Forbidden" or "BadRequest" ? null : code;

    private LoraStorageException Unavailable() =>
        new(LoraErrorCodes.StorageUnavailable, "The file storage is not available at the moment. Try again shortly.", isTransient: true, Cause);

    private LoraStorageException Refused(string message) => new(LoraErrorCodes.StorageRefused, message, isTransient: false, Cause);
}
