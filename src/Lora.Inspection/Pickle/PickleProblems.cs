namespace Lora.Inspection.Pickle;

/// <summary>The issues of malformed pickles.</summary>
internal static class PickleProblems
{
    public static InspectionIssue Empty { get; } = Problem(InspectionCodes.PickleEmpty, "The file is empty.");

    public static InspectionIssue NotAPickle { get; } =
        Problem(InspectionCodes.PickleNotAPickle, "This is not a PyTorch file. It is neither a pickle nor a ZIP of one.");

    public static InspectionIssue Truncated { get; } = Problem(InspectionCodes.PickleTruncated, "The pickle is truncated.", "pickle");

    public static InspectionIssue UnknownOpcode { get; } =
        Problem(InspectionCodes.PickleMalformed, "The pickle has an instruction that does not exist.", "instruction");

    public static InspectionIssue LengthBeyondEnd { get; } =
        Problem(InspectionCodes.PickleMalformed, "The pickle declares a text or a number that is longer than the file.", "length");

    public static InspectionIssue LineTooLong { get; } = Problem(InspectionCodes.PickleLimit, "The pickle has a line that is too long to be checked.", "line");

    public static InspectionIssue BadNumber { get; } = Problem(InspectionCodes.PickleMalformed, "The pickle has an invalid number.", "number");

    public static InspectionIssue BadText { get; } = Problem(InspectionCodes.PickleMalformed, "The pickle has an invalid text.", "text");

    public static InspectionIssue BadStack { get; } = Problem(InspectionCodes.PickleMalformed, "The pickle uses a value that does not exist.", "value");

    public static InspectionIssue BadMemo { get; } = Problem(InspectionCodes.PickleMalformed, "The pickle reads a value that it never stored.", "memo");

    public static InspectionIssue BadProtocol { get; } =
        Problem(InspectionCodes.PickleMalformed, "The pickle declares a protocol that does not exist.", "protocol");

    public static InspectionIssue TooManyOpcodes { get; } = Problem(InspectionCodes.PickleLimit, "The file has too many instructions to be checked.", "instructions");

    public static InspectionIssue TooManyEntries { get; } =
        Problem(InspectionCodes.PickleLimit, "The ZIP has too many entries other than tensors to be checked.", "entries");

    public static InspectionIssue UnknownStorage { get; } =
        Problem(InspectionCodes.PickleMalformed, "The file contains tensors that its pickle does not name.", "unnamed");

    public static InspectionIssue MemoTooLarge { get; } = Problem(InspectionCodes.PickleLimit, "The pickle stores too many values to be checked.", "memo");

    public static InspectionIssue StackTooDeep { get; } = Problem(InspectionCodes.PickleLimit, "The pickle has too many values on its stack to be checked.", "stack");

    public static InspectionIssue TooComplex { get; } = Problem(InspectionCodes.PickleLimit, "The pickle builds too many objects for its size to be checked.", "size");

    public static InspectionIssue InflatesTooMuch { get; } =
        Problem(InspectionCodes.PickleLimit, "The file expands to far more than its size (ZIP bomb) and cannot be checked.", "inflated");

    public static InspectionIssue BadCompression { get; } = Problem(InspectionCodes.PickleZipBroken, "A compressed part of the file is damaged.", "compression");

    public static InspectionIssue StoragesTruncated { get; } =
        Problem(InspectionCodes.PickleTruncated, "The file is truncated: some of its tensors are missing.", "tensors");

    public static InspectionIssue ZipTruncated { get; } = Problem(InspectionCodes.PickleTruncated, "The ZIP is truncated: its directory at the end is missing.", "zip");

    public static InspectionIssue TarBroken { get; } =
        Problem(InspectionCodes.PickleArchive, "The tar is truncated or has members that cannot be checked.", "tar_broken");

    public static InspectionIssue ZipBroken { get; } = Problem(InspectionCodes.PickleZipBroken, "The directory of the ZIP is damaged or too long to be checked.", "directory");

    public static InspectionIssue ZipEntryOutside { get; } = Problem(InspectionCodes.PickleZipBroken, "The ZIP lists entries outside the file.", "outside");

    private static InspectionIssue Problem(string code, LocalizableText message, string? detail = null) => InspectionIssue.Of(code, message, detail: detail);
}
