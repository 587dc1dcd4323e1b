namespace Lora.Inspection.Pickle;

/// <summary>Specifies the purpose of a ZIP entry.</summary>
internal enum ZipRole
{
    /// <summary>The pickle of the model.</summary>
    Model,

    /// <summary>The values of a tensor, which can look like a pickle by chance but hardly name something dangerous.</summary>
    Storage,

    /// <summary>Anything else, which may be a pickle.</summary>
    Other,
}
