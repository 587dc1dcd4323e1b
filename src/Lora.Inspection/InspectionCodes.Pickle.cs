namespace Lora.Inspection;

public static partial class InspectionCodes
{
    /// <summary>The pickle names a function or class that is known to run code.</summary>
    public const string PickleDangerousGlobal = "pickle.dangerous_global";

    /// <summary>The pickle names a function or class that no set of weights needs.</summary>
    public const string PickleUnknownGlobal = "pickle.unknown_global";

    /// <summary>The pickle computes the name of what it loads, so the name is not known.</summary>
    public const string PickleComputedName = "pickle.computed_name";

    /// <summary>The pickle calls something that it computes.</summary>
    public const string PickleComputedCall = "pickle.computed_call";

    /// <summary>The pickle changes a Python module, class or function.</summary>
    public const string PicklePatch = "pickle.patch";

    /// <summary>The pickle uses the extension registry, which hides what it loads.</summary>
    public const string PickleExtension = "pickle.extension";

    /// <summary>The pickle uses instructions that no saved model has.</summary>
    public const string PickleUnusualOpcode = "pickle.unusual_opcode";

    /// <summary>A pickle is hidden in a string or bytes of another.</summary>
    public const string PickleNested = "pickle.nested";

    /// <summary>There are more pickles than the format allows.</summary>
    public const string PickleSeveral = "pickle.several";

    /// <summary>The file is a TorchScript program.</summary>
    public const string PickleTorchScript = "pickle.torchscript";

    /// <summary>The file is a tar of a very old PyTorch version, or contains another archive.</summary>
    public const string PickleArchive = "pickle.archive";

    /// <summary>There are unused bytes before, between or after what is loaded.</summary>
    public const string PickleStrayBytes = "pickle.stray_bytes";

    /// <summary>The file is empty.</summary>
    public const string PickleEmpty = "pickle.empty";

    /// <summary>The file is neither a pickle nor an archive of one.</summary>
    public const string PickleNotAPickle = "pickle.not_a_pickle";

    /// <summary>The file is compressed in a way that PyTorch does not read.</summary>
    public const string PickleCompressed = "pickle.compressed";

    /// <summary>The pickle or the archive is truncated.</summary>
    public const string PickleTruncated = "pickle.truncated";

    /// <summary>The pickle is malformed: an unknown instruction, an impossible length or a missing value.</summary>
    public const string PickleMalformed = "pickle.malformed";

    /// <summary>The pickle exceeds a limit and can't be checked.</summary>
    public const string PickleLimit = "pickle.limit";

    /// <summary>The ZIP is damaged.</summary>
    public const string PickleZipBroken = "pickle.zip_broken";

    /// <summary>Different programs would read the ZIP differently: duplicate names, contradictory headers or overlapping entries.</summary>
    public const string PickleZipAmbiguous = "pickle.zip_ambiguous";

    /// <summary>The ZIP is encrypted or uses a compression that can't be checked.</summary>
    public const string PickleZipUnreadable = "pickle.zip_unreadable";

    /// <summary>The ZIP contains no model.</summary>
    public const string PickleZipNoModel = "pickle.zip_no_model";
}
