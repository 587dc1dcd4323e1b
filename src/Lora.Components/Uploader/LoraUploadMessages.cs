namespace Lora.Components;

/// <summary>Files a person chose, as the browser tells of them.</summary>
/// <param name="Files">The files.</param>
/// <param name="Skipped">How many other files lay in the folders they come from; <see langword="null"/> where nothing new is told of that.</param>
/// <param name="Replaces">The key of the file they are chosen in place of, if they are.</param>
internal sealed record LoraChosenFiles(IReadOnlyList<LoraChosenFile> Files, int? Skipped, string? Replaces);

/// <summary>One chosen file.</summary>
/// <param name="Key">What the browser's engine calls it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record LoraChosenFile(string Key, string Name, long Size);

/// <summary>How one upload is doing.</summary>
/// <param name="Key">What the browser's engine calls it.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sent">Bytes acknowledged, plus bytes sent of the parts under way.</param>
/// <param name="Speed">In bytes a second, smoothed; <see langword="null"/> while unknown.</param>
/// <param name="SecondsLeft">At that speed.</param>
/// <param name="Note">What it waits for.</param>
/// <param name="RetryReason">What failed and is tried again.</param>
/// <param name="NeedsFile">Whether going on takes the file to be chosen again.</param>
/// <param name="Same">The LoRA that it is already.</param>
/// <param name="Item">The LoRA it became.</param>
/// <param name="Error">What went wrong.</param>
internal sealed record LoraUploadReport(
    string Key,
    string Name,
    long Size,
    LoraUploadRowState State,
    long Sent,
    double? Speed,
    double? SecondsLeft,
    LoraUploadNote? Note,
    LoraUploadRetryReason? RetryReason,
    bool NeedsFile,
    LoraUploadLora? Same,
    LoraUploadLora? Item,
    LoraUploadError? Error);

/// <summary>A LoRA, in the little that every message has room for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
internal sealed record LoraUploadLora(string Id, string Name);

/// <summary>What failed and is tried again.</summary>
/// <param name="Code">The code of the server, or of the browser's module.</param>
/// <param name="Detail">The server's sentence.</param>
internal sealed record LoraUploadRetryReason(string? Code, string? Detail);

/// <summary>Why an upload failed.</summary>
/// <param name="Code">The code of the server, or of the browser's module.</param>
/// <param name="Detail">The server's sentence.</param>
/// <param name="Issues">Every reason, if the file itself is at fault.</param>
/// <param name="ChooseAgain">Whether the same bytes cannot succeed.</param>
internal sealed record LoraUploadError(string Code, string? Detail, IReadOnlyList<LoraIssue> Issues, bool ChooseAgain);
