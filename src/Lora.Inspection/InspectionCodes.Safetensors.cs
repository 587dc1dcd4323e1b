namespace Lora.Inspection;

/// <content>Problems of the container.</content>
public static partial class InspectionCodes
{
    /// <summary>The file is empty.</summary>
    public const string FileEmpty = "file.empty";

    /// <summary>The file, or its start, contains only zeros, as an unfinished download does.</summary>
    public const string FileZeros = "file.zeros";

    /// <summary>The file is a Git LFS pointer.</summary>
    public const string FileGitLfsPointer = "file.git_lfs_pointer";

    /// <summary>The file is a web page.</summary>
    public const string FileHtml = "file.html";

    /// <summary>The file is an XML document, such as an error from a storage service.</summary>
    public const string FileXml = "file.xml";

    /// <summary>The file is a JSON document, such as an error from a web service.</summary>
    public const string FileJson = "file.json";

    /// <summary>The file is text.</summary>
    public const string FileText = "file.text";

    /// <summary>The file has another known format, such as GGUF or an archive.</summary>
    public const string FileOtherFormat = "file.other_format";

    /// <summary>The format of the file is not known.</summary>
    public const string FileUnknownFormat = "file.unknown_format";

    /// <summary>The file name extension doesn't match the format of the bytes.</summary>
    public const string FileWrongExtension = "file.wrong_extension";

    /// <summary>The file is too short for a header.</summary>
    public const string HeaderTooShort = "safetensors.header_too_short";

    /// <summary>The header is longer than the format allows.</summary>
    public const string HeaderTooLarge = "safetensors.header_too_large";

    /// <summary>The header is longer than this application reads.</summary>
    public const string HeaderOverLimit = "safetensors.header_over_limit";

    /// <summary>The header lists more tensors than this application reads.</summary>
    public const string TensorsOverLimit = "safetensors.tensors_over_limit";

    /// <summary>The metadata has more entries than this application reads.</summary>
    public const string MetadataOverLimit = "safetensors.metadata_over_limit";

    /// <summary>The file is truncated within its header.</summary>
    public const string HeaderCutOff = "safetensors.header_cut_off";

    /// <summary>The header is not UTF-8.</summary>
    public const string HeaderNotUtf8 = "safetensors.header_not_utf8";

    /// <summary>The header is not JSON.</summary>
    public const string HeaderNotJson = "safetensors.header_not_json";

    /// <summary>The header is JSON but not an object.</summary>
    public const string HeaderNotObject = "safetensors.header_not_object";

    /// <summary>The header starts with white space. It works, but the format requires a brace.</summary>
    public const string HeaderLeadingSpace = "safetensors.header_leading_space";

    /// <summary>The metadata is null. It works, but the format requires an object.</summary>
    public const string MetadataNull = "safetensors.metadata_null";

    /// <summary>The metadata is not an object, or a value in it is not a string.</summary>
    public const string MetadataNotText = "safetensors.metadata_not_text";

    /// <summary>The metadata, or a key in it, is duplicated.</summary>
    public const string MetadataDuplicate = "safetensors.metadata_duplicate";

    /// <summary>A tensor name is duplicated.</summary>
    public const string TensorDuplicate = "safetensors.tensor_duplicate";

    /// <summary>The entry of a tensor is not an object, or a member is missing or duplicated.</summary>
    public const string TensorEntry = "safetensors.tensor_entry";

    /// <summary>The data type of a tensor is not known to the format.</summary>
    public const string TensorType = "safetensors.tensor_type";

    /// <summary>The shape of a tensor is not a list of whole numbers.</summary>
    public const string TensorShape = "safetensors.tensor_shape";

    /// <summary>The offsets of a tensor are not two whole numbers in ascending order.</summary>
    public const string TensorOffsets = "safetensors.tensor_offsets";

    /// <summary>The shape of a tensor is larger than any file.</summary>
    public const string TensorTooLarge = "safetensors.tensor_too_large";

    /// <summary>The byte length of a tensor doesn't match its shape and data type.</summary>
    public const string TensorSize = "safetensors.tensor_size";

    /// <summary>Tensors overlap.</summary>
    public const string TensorOverlap = "safetensors.tensor_overlap";

    /// <summary>There are unused bytes between tensors.</summary>
    public const string TensorGap = "safetensors.tensor_gap";

    /// <summary>The file is truncated.</summary>
    public const string FileCutOff = "safetensors.cut_off";

    /// <summary>There are bytes after the last tensor.</summary>
    public const string FileTrailingBytes = "safetensors.trailing_bytes";

    /// <summary>Only some of the alphas were read.</summary>
    public const string AlphaSampled = "alpha.sampled";

    /// <summary>Some alphas could not be read.</summary>
    public const string AlphaUnread = "alpha.unread";

    /// <summary>The header has a picture that cannot be shown.</summary>
    public const string ThumbnailUnread = "thumbnail.unread";
}
