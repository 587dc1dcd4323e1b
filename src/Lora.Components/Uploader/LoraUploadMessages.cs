namespace Lora.Components;

/// <summary>A message from the browser about selected files.</summary>
/// <param name="Files">The files.</param>
/// <param name="Skipped">The number of skipped files in the selected folders; <see langword="null"/> if the message does not report it.</param>
/// <param name="Replaces">The key of the file that they replace; <see langword="null"/> if there is none.</param>
internal sealed record LoraChosenFiles(IReadOnlyList<LoraChosenFile> Files, int? Skipped, string? Replaces);

/// <summary>A selected file.</summary>
/// <param name="Key">The key of the file in the upload engine of the browser.</param>
/// <param name="Name">The name.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record LoraChosenFile(string Key, string Name, long Size);

/// <summary>The progress of an upload.</summary>
/// <param name="Key">The key of the file in the upload engine of the browser.</param>
/// <param name="Name">The file name.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="State">The state.</param>
/// <param name="Sent">The number of acknowledged bytes plus the sent bytes of the parts in flight.</param>
/// <param name="Speed">The smoothed speed in bytes per second; <see langword="null"/> if it is unknown.</param>
/// <param name="SecondsLeft">The estimated remaining time in seconds; <see langword="null"/> if it is unknown.</param>
/// <param name="Note">What the upload is waiting for.</param>
/// <param name="RetryReason">Why a request is being retried; <see langword="null"/> if none is.</param>
/// <param name="NeedsFile">Whether the user has to select the file again to resume.</param>
/// <param name="Duplicate">The existing LoRA with the same content.</param>
/// <param name="Lora">The created LoRA.</param>
/// <param name="Error">Why the upload failed; <see langword="null"/> if it did not.</param>
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
    LoraUploadLora? Duplicate,
    LoraUploadLora? Lora,
    LoraUploadError? Error);

/// <summary>The id and name of a LoRA.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
internal sealed record LoraUploadLora(string Id, string Name);

/// <summary>The reason for a retry.</summary>
/// <param name="Code">The error code from the server or the JavaScript module.</param>
/// <param name="Detail">The message from the server.</param>
internal sealed record LoraUploadRetryReason(string? Code, string? Detail);

/// <summary>Why an upload failed.</summary>
/// <param name="Code">The error code from the server or the JavaScript module.</param>
/// <param name="Detail">The message from the server.</param>
/// <param name="Issues">All issues, if the file is invalid.</param>
/// <param name="ChooseAgain">Whether the user has to select another file.</param>
internal sealed record LoraUploadError(string Code, string? Detail, IReadOnlyList<LoraIssue> Issues, bool ChooseAgain);
