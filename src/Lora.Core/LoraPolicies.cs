namespace Lora;

/// <summary>The authorization policies that operations require. Default: none; every user of the workspace may perform an operation without a policy.</summary>
public sealed class LoraPolicies
{
    /// <summary>Gets or sets the policy for <see cref="LoraOperation.View"/>.</summary>
    public string? View { get; set; }

    /// <summary>Gets or sets the policy for <see cref="LoraOperation.Upload"/>.</summary>
    public string? Upload { get; set; }

    /// <summary>Gets or sets the policy for <see cref="LoraOperation.Edit"/>.</summary>
    public string? Edit { get; set; }

    /// <summary>Gets or sets the policy for <see cref="LoraOperation.Delete"/>.</summary>
    public string? Delete { get; set; }

    /// <summary>Gets or sets the policy for <see cref="LoraOperation.ManageStorage"/>.</summary>
    public string? ManageStorage { get; set; }

    /// <summary>Gets or sets the policy for <see cref="LoraOperation.Generate"/>.</summary>
    public string? Generate { get; set; }

    /// <summary>Returns the name of the policy that an operation requires, or <see langword="null"/> if it requires none.</summary>
    /// <param name="operation">The operation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The operation is not defined.</exception>
    public string? For(LoraOperation operation) => operation switch
    {
        LoraOperation.View => View,
        LoraOperation.Upload => Upload,
        LoraOperation.Edit => Edit,
        LoraOperation.Delete => Delete,
        LoraOperation.ManageStorage => ManageStorage,
        LoraOperation.Generate => Generate,
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
