namespace Lora.Inspection.Safetensors;

/// <summary>The sentences about what is wrong with a safetensors file.</summary>
internal static class SafetensorsFaults
{
    private const string Incomplete = "The download or upload did not finish: get the file again.";

    private const string Rewrite = "It was not written by a sound program: ask its author for a new export.";

    public static InspectionIssue TooShort(long length) =>
        Error(InspectionCodes.HeaderTooShort, $"The file has only {InspectionText.Number(length)} bytes; a safetensors file has at least 10. {Incomplete}");

    public static InspectionIssue TooLarge(ulong length) =>
        Error(InspectionCodes.HeaderTooLarge, $"This is not a safetensors file: its header would be {InspectionText.Number(length)} bytes long, and the format allows {InspectionText.Number(InspectionOptions.HeaderLimitOfFormat)}.");

    public static InspectionIssue OverLimit(long length, int limit) =>
        Error(InspectionCodes.HeaderOverLimit, $"The header is {InspectionText.Number(length)} bytes long; at most {InspectionText.Number(limit)} are read here. Remove large metadata from the file, or have the limit raised.");

    public static InspectionIssue HeaderCutOff(long length, long needed) =>
        Error(InspectionCodes.HeaderCutOff, $"The file is cut off within its header: {InspectionText.Number(length)} of at least {InspectionText.Number(needed)} bytes. {Incomplete}");

    public static InspectionIssue NotUtf8() => Error(InspectionCodes.HeaderNotUtf8, $"The header is damaged: it is not valid UTF-8 text. {Rewrite}");

    public static InspectionIssue NotJson(int position) =>
        Error(InspectionCodes.HeaderNotJson, $"The header is damaged: it is not valid JSON at byte {InspectionText.Number(position + 1L)}. {Rewrite}");

    public static InspectionIssue NotObject() => Error(InspectionCodes.HeaderNotObject, $"The header is damaged: it is not a JSON object. {Rewrite}");

    public static InspectionIssue LeadingSpace() =>
        new(InspectionCodes.HeaderLeadingSpace, "The header begins with white space. Most programs read it all the same.", InspectionSeverity.Warning);

    public static InspectionIssue MetadataNull() =>
        new(InspectionCodes.MetadataNull, "The metadata is null instead of an object. Most programs read it all the same.", InspectionSeverity.Warning);

    public static InspectionIssue MetadataNotText() =>
        Error(InspectionCodes.MetadataNotText, $"The metadata holds something other than texts, which no safetensors reader accepts. {Rewrite}");

    public static InspectionIssue MetadataTwice() => Error(InspectionCodes.MetadataDuplicate, $"The header has its metadata twice. {Rewrite}");

    public static InspectionIssue MetadataKeyTwice(string key) =>
        Error(InspectionCodes.MetadataDuplicate, $"The metadata has {InspectionText.Quote(key)} twice, so programs would disagree on it. {Rewrite}");

    public static InspectionIssue TensorTwice(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorDuplicate, $"The tensor {InspectionText.Quote(name)} is listed twice, so programs would disagree on it. {Rewrite}");

    public static InspectionIssue NotATensor(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorEntry, $"The entry {InspectionText.Quote(name)} does not describe a tensor. {Rewrite}");

    public static InspectionIssue MemberMissing(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorEntry, $"The tensor {InspectionText.Quote(name)} lacks its type, shape or place. {Rewrite}");

    public static InspectionIssue MemberTwice(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorEntry, $"The tensor {InspectionText.Quote(name)} has its type, shape or place twice. {Rewrite}");

    public static InspectionIssue UnknownType(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorType, $"The tensor {InspectionText.Quote(name)} has a type that safetensors does not know. {Rewrite}");

    public static InspectionIssue BadShape(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorShape, $"The shape of the tensor {InspectionText.Quote(name)} is not a list of whole numbers. {Rewrite}");

    public static InspectionIssue BadOffsets(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorOffsets, $"The place of the tensor {InspectionText.Quote(name)} in the file makes no sense. {Rewrite}");

    public static InspectionIssue Overflow(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorTooLarge, $"The tensor {InspectionText.Quote(name)} claims to be larger than any file. {Rewrite}");

    public static InspectionIssue PartOfByte(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorSize, $"The numbers of the tensor {InspectionText.Quote(name)} do not fill whole bytes. {Rewrite}");

    public static InspectionIssue WrongSize(ReadOnlySpan<byte> name, long actual, long needed) =>
        Error(InspectionCodes.TensorSize, $"The tensor {InspectionText.Quote(name)} has {InspectionText.Number(actual)} bytes but needs {InspectionText.Number(needed)}. {Rewrite}");

    public static InspectionIssue Overlap(ReadOnlySpan<byte> name) =>
        Error(InspectionCodes.TensorOverlap, $"The tensor {InspectionText.Quote(name)} shares bytes with another one. {Rewrite}");

    public static InspectionIssue Gap(ReadOnlySpan<byte> name, long bytes) =>
        Error(InspectionCodes.TensorGap, $"{InspectionText.Number(bytes)} bytes before the tensor {InspectionText.Quote(name)} belong to no tensor. {Rewrite}");

    public static InspectionIssue CutOff(long length, long needed) =>
        Error(InspectionCodes.FileCutOff, $"The file is cut off: {InspectionText.Number(length)} of {InspectionText.Number(needed)} bytes. {Incomplete}");

    public static InspectionIssue TrailingBytes(long length, long needed) =>
        Error(InspectionCodes.FileTrailingBytes, $"The file should end after {InspectionText.Number(needed)} bytes, but {InspectionText.Number(length - needed)} more follow. Something was added to it: get the file again from its source.");

    private static InspectionIssue Error(string code, string message) => new(code, message, InspectionSeverity.Error);
}
