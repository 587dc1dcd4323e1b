namespace Lora.Storage;

/// <summary>The file store or the database failed or refused.</summary>
public sealed class LoraStorageException : LoraException
{
    /// <summary>Makes an exception with the code <see cref="LoraErrorCodes.StorageUnavailable"/>.</summary>
    public LoraStorageException()
        : this(LoraErrorCodes.StorageUnavailable, "The file storage cannot be reached. Try again in a moment.", isTransient: true)
    {
    }

    /// <summary>Makes an exception with the code <see cref="LoraErrorCodes.StorageUnavailable"/>.</summary>
    /// <param name="message">A sentence for the user.</param>
    public LoraStorageException(string message)
        : this(LoraErrorCodes.StorageUnavailable, message, isTransient: true)
    {
    }

    /// <summary>Makes an exception with the code <see cref="LoraErrorCodes.StorageUnavailable"/>.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public LoraStorageException(string message, Exception? innerException)
        : this(LoraErrorCodes.StorageUnavailable, message, isTransient: true, innerException)
    {
    }

    /// <inheritdoc cref="LoraException(string, string, bool, Exception?)" />
    public LoraStorageException(string code, string message, bool isTransient, Exception? innerException = null)
        : base(code, message, isTransient, innerException)
    {
    }
}
