namespace Lora;

/// <summary>The base class of the toolkit's exceptions. The message can be shown to users.</summary>
public class LoraException : Exception
{
    /// <summary>Initializes a new instance with the code <see cref="LoraErrorCodes.Unexpected"/>.</summary>
    public LoraException()
        : this(LoraErrorCodes.Unexpected, "Something went wrong.")
    {
    }

    /// <summary>Initializes a new instance with the code <see cref="LoraErrorCodes.Unexpected"/>.</summary>
    /// <param name="message">A message for the user.</param>
    public LoraException(string message)
        : this(LoraErrorCodes.Unexpected, message)
    {
    }

    /// <summary>Initializes a new instance with the code <see cref="LoraErrorCodes.Unexpected"/>.</summary>
    /// <param name="message">A message for the user.</param>
    /// <param name="innerException">The cause.</param>
    public LoraException(string message, Exception? innerException)
        : this(LoraErrorCodes.Unexpected, message, innerException: innerException)
    {
    }

    /// <summary>Initializes a new instance.</summary>
    /// <param name="code">A stable code of <see cref="LoraErrorCodes"/>.</param>
    /// <param name="message">A message for the user.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public LoraException(string code, string message, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>Gets the error code, one of <see cref="LoraErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Gets whether the same call may succeed later.</summary>
    public bool IsTransient { get; }
}
