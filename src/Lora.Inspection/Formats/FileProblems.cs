namespace Lora.Inspection.Formats;

/// <summary>Creates the issues of files that are not LoRAs or have the wrong extension.</summary>
internal static class FileProblems
{
    public static InspectionIssue Empty() => Error(InspectionCodes.FileEmpty, "The file is empty. Download it again.");

    public static InspectionIssue Zeros(int length) =>
        Error(InspectionCodes.FileZeros, $"The first {length} bytes of the file are zeros. The download or upload did not finish. Download the file again.");

    public static InspectionIssue GitLfsPointer() =>
        Error(InspectionCodes.FileGitLfsPointer, "This is a Git LFS pointer, not a model. Download the model itself, or run \"git lfs pull\".");

    public static InspectionIssue Html() =>
        Error(InspectionCodes.FileHtml, "This is an HTML page, not a model. The link led to a web page. Sign in to the website of the model and download it again.");

    public static InspectionIssue Xml() =>
        Error(InspectionCodes.FileXml, "This is an XML document, not a model. Storage services send one when a download fails. Download the model again.");

    public static InspectionIssue Json(ReadOnlySpan<byte> start) =>
        Error(InspectionCodes.FileJson, $"This is a JSON document, not a model. Web services send one when a download fails. It says {SafeText.Quote(start)}.");

    public static InspectionIssue Text(ReadOnlySpan<byte> start) =>
        Error(InspectionCodes.FileText, $"This is a text file, not a model. It says {SafeText.Quote(start)}.");

    public static InspectionIssue OtherFormat(string format) => Error(InspectionCodes.FileOtherFormat, $"This is a {format} file. LoRAs in this format are not supported.");

    public static InspectionIssue UnknownFormat() =>
        Error(InspectionCodes.FileUnknownFormat, "This is neither a safetensors file nor a PyTorch checkpoint.");

    public static InspectionIssue PickleNamedSafetensors() =>
        Error(InspectionCodes.FileWrongExtension, "This is a PyTorch checkpoint with the extension of a safetensors file, so no program will load it. Convert it to safetensors, or rename it to .ckpt.", "pickle");

    public static InspectionIssue SafetensorsNamedPickle() =>
        Error(InspectionCodes.FileWrongExtension, "This is a safetensors file with the extension of a PyTorch checkpoint, so no program will load it. Rename it to .safetensors.", "safetensors");

    private static InspectionIssue Error(string code, LocalizableText message, string? detail = null) => InspectionIssue.Of(code, message, detail: detail);
}
