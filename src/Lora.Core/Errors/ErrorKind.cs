namespace Lora.Errors;

/// <summary>What kind of error a code stands for. The HTTP API has a status code for each.</summary>
internal enum ErrorKind
{
    /// <summary>The request, or a value in it, is not valid.</summary>
    Invalid = 0,

    /// <summary>No user is signed in.</summary>
    NotAuthenticated = 1,

    /// <summary>The user may not do this.</summary>
    Forbidden = 2,

    /// <summary>What the request is about does not exist.</summary>
    NotFound = 3,

    /// <summary>The request does not fit the present state.</summary>
    Conflict = 4,

    /// <summary>The file is larger than allowed.</summary>
    TooLarge = 5,

    /// <summary>The request is understood, but its content can't be accepted.</summary>
    Unprocessable = 6,

    /// <summary>The workspace does too much at once.</summary>
    LimitExceeded = 7,

    /// <summary>An error that was not foreseen.</summary>
    Unexpected = 8,

    /// <summary>The application is not set up for this.</summary>
    NotSupported = 9,

    /// <summary>Storage or database refuses, and waiting does not help.</summary>
    BackEndRefused = 10,

    /// <summary>Storage, database or server are unavailable at the moment.</summary>
    Unavailable = 11,
}
