namespace Lora.Storage;

/// <summary>Specifies the state of an upload session. A completed session has no row: its record replaced it in the same transaction.</summary>
public enum LoraUploadState
{
    /// <summary>The session accepts parts.</summary>
    Open = 0,

    /// <summary>The session is being completed; storage assembles the parts.</summary>
    Completing = 1,

    /// <summary>The session was canceled or has expired; its bytes are being removed.</summary>
    Aborting = 2,

    /// <summary>The session was completed. No row has this state; it is reported for the session of a record.</summary>
    Completed = 3,
}
