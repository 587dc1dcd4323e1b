namespace Lora.Inspection;

public static partial class InspectionCodes
{
    /// <summary>A pickle names a function or class that is a known way to run code.</summary>
    public const string PickleDangerousGlobal = "pickle.dangerous_global";

    /// <summary>A pickle names a function or class that no set of weights needs.</summary>
    public const string PickleUnknownGlobal = "pickle.unknown_global";

    /// <summary>A pickle computes the name of what it loads, so that it cannot be known.</summary>
    public const string PickleComputedName = "pickle.computed_name";

    /// <summary>A pickle calls what it computed before.</summary>
    public const string PickleComputedCall = "pickle.computed_call";

    /// <summary>A pickle changes a module, a class or a function of Python.</summary>
    public const string PicklePatch = "pickle.patch";

    /// <summary>A pickle uses the registry of extensions, which hides what it loads.</summary>
    public const string PickleExtension = "pickle.extension";

    /// <summary>A pickle uses instructions that no saved model has.</summary>
    public const string PickleUnusualOpcode = "pickle.unusual_opcode";

    /// <summary>A pickle is hidden within a text or bytes of another.</summary>
    public const string PickleNested = "pickle.nested";

    /// <summary>There are more pickles than the format has.</summary>
    public const string PickleSeveral = "pickle.several";

    /// <summary>The file is a TorchScript program.</summary>
    public const string PickleTorchScript = "pickle.torchscript";

    /// <summary>The file is a tar of very old PyTorch, or holds another archive.</summary>
    public const string PickleArchive = "pickle.archive";

    /// <summary>There are bytes that belong to nothing: before, between or behind what is loaded.</summary>
    public const string PickleStrayBytes = "pickle.stray_bytes";

    /// <summary>The file is empty.</summary>
    public const string PickleEmpty = "pickle.empty";

    /// <summary>The file is no pickle and no archive of one.</summary>
    public const string PickleNotAPickle = "pickle.not_a_pickle";

    /// <summary>The file is packed in a way that PyTorch does not read.</summary>
    public const string PickleCompressed = "pickle.compressed";

    /// <summary>The pickle or the archive ends too early.</summary>
    public const string PickleTruncated = "pickle.truncated";

    /// <summary>The pickle cannot be followed: an unknown instruction, an impossible length, a value that is not there.</summary>
    public const string PickleMalformed = "pickle.malformed";

    /// <summary>The pickle is over one of the limits and cannot be checked.</summary>
    public const string PickleLimit = "pickle.limit";

    /// <summary>The ZIP is broken.</summary>
    public const string PickleZipBroken = "pickle.zip_broken";

    /// <summary>The ZIP means different things to different readers: duplicate names, headers that disagree, entries that overlap.</summary>
    public const string PickleZipAmbiguous = "pickle.zip_ambiguous";

    /// <summary>The ZIP is encrypted, or packed in a way that cannot be checked.</summary>
    public const string PickleZipUnreadable = "pickle.zip_unreadable";

    /// <summary>The ZIP holds no model.</summary>
    public const string PickleZipNoModel = "pickle.zip_no_model";
}
