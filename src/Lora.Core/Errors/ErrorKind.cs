namespace Lora.Errors;

/// <summary>Specifies the kind of an error. The HTTP API maps each kind to a status code.</summary>
internal enum ErrorKind
{
    /// <summary>The request, or a value in it, is not valid.</summary>
    Invalid = 0,

    /// <summary>No user is signed in.</summary>
    NotAuthenticated = 1,

    /// <summary>The user is not allowed to do this.</summary>
    Forbidden = 2,

    /// <summary>The target of the request does not exist.</summary>
    NotFound = 3,

    /// <summary>The request conflicts with the current state.</summary>
    Conflict = 4,

    /// <summary>The file is larger than allowed.</summary>
    TooLarge = 5,

    /// <summary>The request is understood, but its content can't be accepted.</summary>
    Unprocessable = 6,

    /// <summary>The workspace has too many concurrent operations.</summary>
    LimitExceeded = 7,

    /// <summary>An unexpected error.</summary>
    Unexpected = 8,

    /// <summary>The application is not configured for this.</summary>
    NotSupported = 9,

    /// <summary>Storage or the database refused the operation, and a retry does not help.</summary>
    BackEndRefused = 10,

    /// <summary>Storage, the database or the server is temporarily unavailable.</summary>
    Unavailable = 11,
}
