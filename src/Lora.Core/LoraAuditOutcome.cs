namespace Lora;

/// <summary>Specifies the outcome of an audited operation.</summary>
public enum LoraAuditOutcome
{
    /// <summary>The change was made.</summary>
    Succeeded = 0,

    /// <summary>
    /// The change was not made: the uploaded file was refused, someone else changed the LoRA at the same time, or storage or the database failed. Requests that are
    /// invalid from the start are not recorded.
    /// </summary>
    Failed = 1,

    /// <summary>The change was not made, because the user is not allowed to make it.</summary>
    Denied = 2,
}
