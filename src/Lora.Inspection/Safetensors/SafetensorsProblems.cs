namespace Lora.Inspection.Safetensors;

/// <summary>Creates the issues of safetensors files.</summary>
internal static class SafetensorsProblems
{
    private const string Incomplete = "The download or upload did not finish. Download the file again.";

    private const string Rewrite = "The program that wrote it has a defect. Ask the author for a new export.";

    public static InspectionIssue TooShort(long length) =>
        Error(InspectionCodes.HeaderTooShort, $"The file has only {length} bytes. A safetensors file has at least 10.", advice: Incomplete);

    public static InspectionIssue TooLarge(ulong length) =>
        Error(InspectionCodes.HeaderTooLarge, $"This is not a safetensors file. Its header would be {length} bytes long, and the format allows {InspectionOptions.HeaderLimitOfFormat}.");

    public static InspectionIssue OverLimit(long length, int limit) =>
        Error(InspectionCodes.HeaderOverLimit, $"The header is {length} bytes long, and the limit is {limit}. Remove large metadata from the file, or ask your administrator to raise the limit.");

    public static InspectionIssue TooManyTensors(int limit) =>
        Error(InspectionCodes.TensorsOverLimit, $"The header lists more than {limit} tensors, which is more than any LoRA has. Upload the LoRA itself, not a dataset or a collection.");

    public static InspectionIssue TooManyMetadataEntries(int limit) =>
        Error(InspectionCodes.MetadataOverLimit, $"The metadata has more than {limit} entries. Remove unneeded entries from the file, or ask your administrator to raise the limit.");

    public static InspectionIssue HeaderCutOff(long length, long needed) =>
        Error(InspectionCodes.HeaderCutOff, $"The file is cut off within its header: {length} of at least {needed} bytes.", advice: Incomplete);

    public static InspectionIssue NotUtf8() => Error(InspectionCodes.HeaderNotUtf8, "The header is damaged: it is not valid UTF-8 text.", advice: Rewrite);

    public static InspectionIssue NotJson(int position) =>
        Error(InspectionCodes.HeaderNotJson, $"The header is damaged: it is not valid JSON at byte {position + 1L}.", advice: Rewrite);

    public static InspectionIssue NotObject() => Error(InspectionCodes.HeaderNotObject, "The header is damaged: it is not a JSON object.", advice: Rewrite);

    public static InspectionIssue LeadingSpace() =>
        InspectionIssue.Of(InspectionCodes.HeaderLeadingSpace, "The header starts with white space. Most programs still read it.", InspectionSeverity.Warning);

    public static InspectionIssue MetadataNull() =>
        InspectionIssue.Of(InspectionCodes.MetadataNull, "The metadata is null instead of an object. Most programs still read it.", InspectionSeverity.Warning);

    public static InspectionIssue MetadataNotText() =>
        Error(InspectionCodes.MetadataNotText, "The metadata contains values that are not text, which no safetensors reader accepts.", advice: Rewrite);

    public static InspectionIssue MetadataTwice() => Error(InspectionCodes.MetadataDuplicate, "The header contains the metadata twice.", detail: "whole", advice: Rewrite);

    public static InspectionIssue MetadataKeyTwice(string key) =>
        Error(InspectionCodes.MetadataDuplicate, $"The metadata contains {SafeText.Quote(key)} twice, so programs may read different values.", detail: "key", advice: Rewrite);

    public static InspectionIssue TensorTwice(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorDuplicate, $"The tensor {SafeText.Quote(name)} is listed twice, so programs may read different data.", advice: Rewrite);

    public static InspectionIssue NotATensor(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorEntry, $"The entry {SafeText.Quote(name)} does not describe a tensor.", detail: "not_tensor", advice: Rewrite);

    public static InspectionIssue MemberMissing(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorEntry, $"The tensor {SafeText.Quote(name)} has no data type, shape or offsets.", detail: "missing", advice: Rewrite);

    public static InspectionIssue MemberTwice(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorEntry, $"The tensor {SafeText.Quote(name)} has its data type, shape or offsets twice.", detail: "twice", advice: Rewrite);

    public static InspectionIssue UnknownType(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorType, $"The tensor {SafeText.Quote(name)} has a data type that safetensors does not support.", advice: Rewrite);

    public static InspectionIssue BadShape(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorShape, $"The shape of the tensor {SafeText.Quote(name)} is not a list of whole numbers.", advice: Rewrite);

    public static InspectionIssue BadOffsets(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorOffsets, $"The offsets of the tensor {SafeText.Quote(name)} are not valid.", advice: Rewrite);

    public static InspectionIssue Overflow(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorTooLarge, $"The tensor {SafeText.Quote(name)} claims to be larger than any file.", advice: Rewrite);

    public static InspectionIssue PartOfByte(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorSize, $"The values of the tensor {SafeText.Quote(name)} do not fill whole bytes.", detail: "bits", advice: Rewrite);

    public static InspectionIssue WrongSize(ReadOnlySpan<byte> name, long actual, long needed) =>
        Error(InspectionCodes.TensorSize, $"The tensor {SafeText.Quote(name)} has {actual} bytes but needs {needed}.", detail: "bytes", advice: Rewrite);

    public static InspectionIssue Overlap(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorOverlap, $"The tensor {SafeText.Quote(name)} overlaps another one.", advice: Rewrite);

    public static InspectionIssue Gap(ReadOnlySpan<byte> name, long bytes) =>
        Error(InspectionCodes.TensorGap, $"{bytes} bytes before the tensor {SafeText.Quote(name)} are unused.", advice: Rewrite);

    public static InspectionIssue CutOff(long length, long needed) =>
        Error(InspectionCodes.FileCutOff, $"The file is cut off: {length} of {needed} bytes.", advice: Incomplete);

    public static InspectionIssue TrailingBytes(long length, long needed) =>
        Error(InspectionCodes.FileTrailingBytes, $"The file should end after {needed} bytes, but {length - needed} more follow. Something was added to it. Download the file again.");

    private static InspectionIssue Error(string code, LocalizableText message, string? detail = null, string? advice = null) =>
        InspectionIssue.Of(code, message, InspectionSeverity.Error, detail, advice);
}
