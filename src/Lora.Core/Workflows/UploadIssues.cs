using System.Globalization;
using Lora.Errors;
using Lora.Inspection;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Creates the issues about upload sessions.</summary>
internal static class UploadIssues
{
    public static LoraIssue NotFound { get; } = ErrorCatalog.Issue(LoraErrorCodes.UploadNotFound);

    public static LoraIssue Gone { get; } = ErrorCatalog.Issue(LoraErrorCodes.UploadGone);

    public static LoraIssue Busy { get; } = ErrorCatalog.Issue(LoraErrorCodes.UploadBusy);

    public static LoraIssue ChecksumMismatch { get; } = ErrorCatalog.Issue(LoraErrorCodes.ChecksumMismatch);

    public static LoraIssue InvalidChecksum { get; } = ErrorCatalog.Issue(LoraErrorCodes.ChecksumInvalid, "sha256");

    public static LoraIssue InvalidKey { get; } = new(
        LoraErrorCodes.UploadKeyInvalid, $"The client key of an upload must have 1 to {LoraUpload.MaxClientKey} letters (without accents), digits and - _ . :", "clientKey");

    public static LoraIssue KeyReused { get; } = ErrorCatalog.Issue(LoraErrorCodes.UploadKeyReused, "clientKey");

    public static LoraIssue DirectUnsupported { get; } = ErrorCatalog.Issue(LoraErrorCodes.DirectUnsupported);

    public static LoraIssue TooManyParts { get; } =
        new(LoraErrorCodes.RequestInvalid, $"Request 1 to {UploadParts.MostSigned} parts at a time.", "parts");

    public static LoraIssue Closed(LoraUploadState state) => state == LoraUploadState.Aborting
        ? ErrorCatalog.Issue(LoraErrorCodes.UploadClosed)
        : Busy;

    public static LoraIssue NoSuchPart(int number, LoraPartPlan parts) =>
        new(LoraErrorCodes.PartNumber, string.Create(CultureInfo.InvariantCulture, $"There is no part {number}. This file has parts 1 to {parts.Count}."), "number");

    public static LoraIssue WrongPartSize(int number, LoraPartPlan parts) =>
        new(LoraErrorCodes.PartSize, string.Create(CultureInfo.InvariantCulture, $"Part {number} must have exactly {parts.SizeOf(number)} bytes. Send it again."), "number");

    public static LoraIssue WrongPartChecksum(int number) =>
        new(LoraErrorCodes.PartChecksum, string.Create(CultureInfo.InvariantCulture, $"Part {number} was corrupted in transit. Send it again."), "number");

    public static LoraIssue Incomplete(LoraPartPlan parts, IEnumerable<int> missing)
    {
        var list = string.Join(", ", missing.Take(10).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return new(LoraErrorCodes.UploadIncomplete, string.Create(CultureInfo.InvariantCulture, $"Some of the {parts.Count} parts are missing: {list}. Send them, then complete again."));
    }

    public static LoraIssue SizeMismatch(long expected, long actual) =>
        Create(LoraErrorCodes.SizeMismatch, $"{actual} bytes arrived instead of {expected}, so the upload was deleted. Upload the file again.", "size");

    public static LoraIssue NoRoom(long left, long size) =>
        Create(LoraErrorCodes.QuotaBytes, $"There is room for {left} more bytes, and this file has {size}. Delete LoRAs that you no longer need.", "size");

    public static LoraIssue TooManyUploads(int most) =>
        Create(LoraErrorCodes.QuotaUploads, $"The maximum of {most} uploads is in progress. Finish or cancel one first.", member: null);

    public static bool IsWhole(this LoraPartPlan parts, LoraFilePart part) => parts.Has(part.Number) && part.Size == parts.SizeOf(part.Number);

    private static LoraIssue Create(string code, LocalizableText text, string? member) => new(code, text.Text, member) { Sentence = text.ToSentence(code) };
}
