namespace Lora;

/// <summary>The changes that <see cref="LoraManager.ReconcileAsync"/> may make.</summary>
public sealed record LoraReconciliationRequest
{
    /// <summary>Gets whether to make changes. Default: <see langword="false"/>, only report the differences.</summary>
    public bool Apply { get; init; }

    /// <summary>Gets the storage keys of the objects to import. Default: <see langword="null"/>, all objects without a row.</summary>
    public IReadOnlyList<string>? Import { get; init; }
}
