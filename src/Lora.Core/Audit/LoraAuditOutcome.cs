namespace Lora;

/// <summary>How an audited operation ended.</summary>
public enum LoraAuditOutcome
{
    /// <summary>The change was made.</summary>
    Succeeded = 0,

    /// <summary>The change was not made, because the request was invalid or because storage or the database failed.</summary>
    Failed = 1,

    /// <summary>The change was not made, because the user is not allowed to make it.</summary>
    Denied = 2,
}
