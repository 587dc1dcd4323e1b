namespace Lora.Inspection;

/// <content>What can be wrong with the container, before anything in it is understood.</content>
public static partial class InspectionCodes
{
    /// <summary>The file has no bytes.</summary>
    public const string FileEmpty = "file.empty";

    /// <summary>A Git LFS pointer stands in for the file.</summary>
    public const string FileGitLfsPointer = "file.git_lfs_pointer";

    /// <summary>A web page was saved under the name of the file.</summary>
    public const string FileHtml = "file.html";

    /// <summary>An XML document, such as the error of a storage service, was saved under the name of the file.</summary>
    public const string FileXml = "file.xml";

    /// <summary>A JSON document, such as the error of a web service, was saved under the name of the file.</summary>
    public const string FileJson = "file.json";

    /// <summary>The file is text.</summary>
    public const string FileText = "file.text";

    /// <summary>The file is of another known format, such as GGUF or an archive.</summary>
    public const string FileOtherFormat = "file.other_format";

    /// <summary>The file is of no known format.</summary>
    public const string FileUnknownFormat = "file.unknown_format";

    /// <summary>The extension of the name belongs to another format than the bytes.</summary>
    public const string FileWrongExtension = "file.wrong_extension";

    /// <summary>The file is too short to have a header.</summary>
    public const string HeaderTooShort = "safetensors.header_too_short";

    /// <summary>The header is longer than the format allows.</summary>
    public const string HeaderTooLarge = "safetensors.header_too_large";

    /// <summary>The header is longer than this application reads.</summary>
    public const string HeaderOverLimit = "safetensors.header_over_limit";

    /// <summary>The header lists more tensors than this application reads.</summary>
    public const string TensorsOverLimit = "safetensors.tensors_over_limit";

    /// <summary>The metadata has more entries than this application reads.</summary>
    public const string MetadataOverLimit = "safetensors.metadata_over_limit";

    /// <summary>The file ends within its header.</summary>
    public const string HeaderCutOff = "safetensors.header_cut_off";

    /// <summary>The header is not UTF-8.</summary>
    public const string HeaderNotUtf8 = "safetensors.header_not_utf8";

    /// <summary>The header is not JSON.</summary>
    public const string HeaderNotJson = "safetensors.header_not_json";

    /// <summary>The header is JSON, but no object.</summary>
    public const string HeaderNotObject = "safetensors.header_not_object";

    /// <summary>The header begins with white space. It works, but the format asks for a brace.</summary>
    public const string HeaderLeadingSpace = "safetensors.header_leading_space";

    /// <summary>The metadata is null. It works, but the format asks for an object.</summary>
    public const string MetadataNull = "safetensors.metadata_null";

    /// <summary>The metadata is no object, or a value in it is no text.</summary>
    public const string MetadataNotText = "safetensors.metadata_not_text";

    /// <summary>The metadata, or a key in it, stands there twice.</summary>
    public const string MetadataDuplicate = "safetensors.metadata_duplicate";

    /// <summary>A tensor name stands there twice.</summary>
    public const string TensorDuplicate = "safetensors.tensor_duplicate";

    /// <summary>The entry of a tensor is no object, or lacks a member, or has one twice.</summary>
    public const string TensorEntry = "safetensors.tensor_entry";

    /// <summary>The type of a tensor is none that the format knows.</summary>
    public const string TensorType = "safetensors.tensor_type";

    /// <summary>The shape of a tensor is no list of whole numbers.</summary>
    public const string TensorShape = "safetensors.tensor_shape";

    /// <summary>The place of a tensor is no pair of whole numbers in order.</summary>
    public const string TensorOffsets = "safetensors.tensor_offsets";

    /// <summary>The shape of a tensor is larger than any file.</summary>
    public const string TensorTooLarge = "safetensors.tensor_too_large";

    /// <summary>A tensor has another number of bytes than its shape and type need.</summary>
    public const string TensorSize = "safetensors.tensor_size";

    /// <summary>Tensors share bytes.</summary>
    public const string TensorOverlap = "safetensors.tensor_overlap";

    /// <summary>Bytes between tensors belong to none.</summary>
    public const string TensorGap = "safetensors.tensor_gap";

    /// <summary>The file ends before its last tensor does.</summary>
    public const string FileCutOff = "safetensors.cut_off";

    /// <summary>Bytes follow the last tensor.</summary>
    public const string FileTrailingBytes = "safetensors.trailing_bytes";

    /// <summary>Only some of the alphas were read.</summary>
    public const string AlphaSampled = "alpha.sampled";

    /// <summary>The file has alphas that could not be read.</summary>
    public const string AlphaUnread = "alpha.unread";
}
