namespace Lora.Inspection.Pickle;

/// <summary>What an entry of a ZIP is there for.</summary>
internal enum ZipRole
{
    /// <summary>The pickle of the model: it must be one.</summary>
    Model,

    /// <summary>The numbers of a tensor, which can look like any pickle by chance. They only do not name something dangerous.</summary>
    Storage,

    /// <summary>Something else, which may be a pickle.</summary>
    Other,
}
