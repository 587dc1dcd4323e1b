namespace Lora.Inspection.Pickle;

/// <summary>Why a pickle could not be followed to its end.</summary>
internal static class PickleFaults
{
    public static InspectionIssue Empty { get; } = Fault(InspectionCodes.PickleEmpty, "The file is empty.");

    public static InspectionIssue NotAPickle { get; } =
        Fault(InspectionCodes.PickleNotAPickle, "This is not a PyTorch file: it is neither a pickle nor a ZIP of one.");

    public static InspectionIssue Truncated { get; } = Fault(InspectionCodes.PickleTruncated, "The pickle is cut off before its end.", "pickle");

    public static InspectionIssue UnknownOpcode { get; } =
        Fault(InspectionCodes.PickleMalformed, "The pickle has an instruction that does not exist.", "instruction");

    public static InspectionIssue LengthBeyondEnd { get; } =
        Fault(InspectionCodes.PickleMalformed, "The pickle declares a text or a number that is longer than the file.", "length");

    public static InspectionIssue LineTooLong { get; } = Fault(InspectionCodes.PickleLimit, "The pickle has a line that is too long to be checked.", "line");

    public static InspectionIssue BadNumber { get; } = Fault(InspectionCodes.PickleMalformed, "The pickle has a number that is none.", "number");

    public static InspectionIssue BadText { get; } = Fault(InspectionCodes.PickleMalformed, "The pickle has a text that is none.", "text");

    public static InspectionIssue BadStack { get; } = Fault(InspectionCodes.PickleMalformed, "The pickle uses a value that is not there.", "value");

    public static InspectionIssue BadMemo { get; } = Fault(InspectionCodes.PickleMalformed, "The pickle fetches a value that it never kept.", "memo");

    public static InspectionIssue BadProtocol { get; } =
        Fault(InspectionCodes.PickleMalformed, "The pickle says that it is of a protocol that does not exist.", "protocol");

    public static InspectionIssue TooManyOpcodes { get; } = Fault(InspectionCodes.PickleLimit, "The file has too many instructions to be checked.", "instructions");

    public static InspectionIssue TooManyEntries { get; } =
        Fault(InspectionCodes.PickleLimit, "The ZIP has too many entries besides the tensors to be checked.", "entries");

    public static InspectionIssue UnknownStorage { get; } =
        Fault(InspectionCodes.PickleMalformed, "The file holds tensors that its pickle does not name.", "unnamed");

    public static InspectionIssue MemoTooLarge { get; } = Fault(InspectionCodes.PickleLimit, "The pickle keeps too many values to be checked.", "memo");

    public static InspectionIssue StackTooDeep { get; } = Fault(InspectionCodes.PickleLimit, "The pickle piles up too many values to be checked.", "stack");

    public static InspectionIssue TooComplex { get; } = Fault(InspectionCodes.PickleLimit, "The pickle builds more than its size allows and cannot be checked.", "size");

    public static InspectionIssue InflatesTooMuch { get; } =
        Fault(InspectionCodes.PickleLimit, "The file unpacks to far more than its size (a ZIP bomb) and cannot be checked.", "inflated");

    public static InspectionIssue BadCompression { get; } = Fault(InspectionCodes.PickleZipBroken, "A compressed part of the file is damaged.", "compression");

    public static InspectionIssue StoragesTruncated { get; } =
        Fault(InspectionCodes.PickleTruncated, "The file is cut off: not all of the tensors that it names are there.", "tensors");

    public static InspectionIssue ZipTruncated { get; } = Fault(InspectionCodes.PickleTruncated, "The ZIP is cut off: its directory at the end is missing.", "zip");

    public static InspectionIssue TarBroken { get; } =
        Fault(InspectionCodes.PickleArchive, "The tar is cut off, or has members that cannot be checked.", "tar_broken");

    public static InspectionIssue ZipBroken { get; } = Fault(InspectionCodes.PickleZipBroken, "The directory of the ZIP is broken or too long to be checked.", "directory");

    public static InspectionIssue ZipEntryOutside { get; } = Fault(InspectionCodes.PickleZipBroken, "The ZIP names entries that lie outside of it.", "outside");

    private static InspectionIssue Fault(string code, Wording message, string? detail = null) => InspectionIssue.Of(code, message, detail: detail);
}
