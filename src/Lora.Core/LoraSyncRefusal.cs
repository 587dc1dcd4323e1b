namespace Lora;

/// <summary>An object that cannot be imported.</summary>
/// <param name="StorageKey">Its key.</param>
/// <param name="Issues">Why.</param>
public sealed record LoraSyncRefusal(string StorageKey, IReadOnlyList<LoraIssue> Issues);
