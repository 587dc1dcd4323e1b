namespace Lora.Storage;

/// <summary>The exception for failures of the file store or the database.</summary>
public sealed class LoraStorageException : LoraException
{
    /// <summary>Initializes a new instance with the code <see cref="LoraErrorCodes.StorageUnavailable"/>.</summary>
    public LoraStorageException()
        : this(LoraErrorCodes.StorageUnavailable, "The file storage cannot be reached. Try again in a moment.", isTransient: true)
    {
    }

    /// <summary>Initializes a new instance with the code <see cref="LoraErrorCodes.StorageUnavailable"/>.</summary>
    /// <param name="message">A message for the user.</param>
    public LoraStorageException(string message)
        : this(LoraErrorCodes.StorageUnavailable, message, isTransient: true)
    {
    }

    /// <summary>Initializes a new instance with the code <see cref="LoraErrorCodes.StorageUnavailable"/>.</summary>
    /// <param name="message">A message for the user.</param>
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
