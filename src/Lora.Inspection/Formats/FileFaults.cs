namespace Lora.Inspection.Formats;

/// <summary>The sentences about files that are of no format LoRAs come in, or have the wrong name for theirs.</summary>
internal static class FileFaults
{
    public static InspectionIssue Empty() => Error(InspectionCodes.FileEmpty, "The file is empty: get it again.");

    public static InspectionIssue GitLfsPointer() =>
        Error(InspectionCodes.FileGitLfsPointer, "This is a Git LFS pointer, not the model. Download the model itself, or run \"git lfs pull\".");

    public static InspectionIssue Html() =>
        Error(InspectionCodes.FileHtml, "This is an HTML page, not a model. The link led to a web page: sign in where the model is offered, and download it again.");

    public static InspectionIssue Xml() =>
        Error(InspectionCodes.FileXml, "This is an XML document, not a model; storage services answer so when a download fails. Download the model again.");

    public static InspectionIssue Json(ReadOnlySpan<byte> start) =>
        Error(InspectionCodes.FileJson, $"This is a JSON document, not a model; web services answer so when a download fails. It says {InspectionText.Quote(start)}.");

    public static InspectionIssue Text(ReadOnlySpan<byte> start) =>
        Error(InspectionCodes.FileText, $"This is a text, not a model. It says {InspectionText.Quote(start)}.");

    public static InspectionIssue OtherFormat(string format) => Error(InspectionCodes.FileOtherFormat, $"This is a file of the format {format}, which LoRAs cannot be loaded from here.");

    public static InspectionIssue UnknownFormat() =>
        Error(InspectionCodes.FileUnknownFormat, "This is neither a safetensors file nor a PyTorch checkpoint.");

    public static InspectionIssue PickleNamedSafetensors() =>
        Error(InspectionCodes.FileWrongExtension, "This is a PyTorch checkpoint under the name of a safetensors file, so no program will load it. Name it .ckpt, or better, convert it to safetensors.", "pickle");

    public static InspectionIssue SafetensorsNamedPickle() =>
        Error(InspectionCodes.FileWrongExtension, "This is a safetensors file under the name of a PyTorch checkpoint, so no program will load it. Name it .safetensors.", "safetensors");

    private static InspectionIssue Error(string code, Wording message, string? detail = null) => InspectionIssue.Of(code, message, detail: detail);
}
