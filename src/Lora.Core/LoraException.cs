namespace Lora;

/// <summary>The base of what this toolkit throws. Its message is safe to show to a user.</summary>
public class LoraException : Exception
{
    /// <summary>Makes an exception with the code <see cref="LoraErrorCodes.Unexpected"/>.</summary>
    public LoraException()
        : this(LoraErrorCodes.Unexpected, "Something went wrong.")
    {
    }

    /// <summary>Makes an exception with the code <see cref="LoraErrorCodes.Unexpected"/>.</summary>
    /// <param name="message">A sentence for the user.</param>
    public LoraException(string message)
        : this(LoraErrorCodes.Unexpected, message)
    {
    }

    /// <summary>Makes an exception with the code <see cref="LoraErrorCodes.Unexpected"/>.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="innerException">The cause.</param>
    public LoraException(string message, Exception? innerException)
        : this(LoraErrorCodes.Unexpected, message, innerException: innerException)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="code">A stable code of <see cref="LoraErrorCodes"/>.</param>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public LoraException(string code, string message, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        IsTransient = isTransient;
    }

    /// <summary>A stable code of <see cref="LoraErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }
}
