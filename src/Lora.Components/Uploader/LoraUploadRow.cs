namespace Lora.Components;

/// <summary>A file in the uploader.</summary>
internal sealed class LoraUploadRow(string key, string name, long size)
{
    /// <summary>The error code if the list already contains the same file.</summary>
    public const string AlreadyListed = "upload.already_listed";

    public string Key { get; } = key;

    public string Name { get; } = name;

    public long Size { get; } = size;

    public string ElementId { get; } = LoraCss.NewId("lora-upload");

    public LoraUploadRowState State { get; set; } = LoraUploadRowState.Waiting;

    public long Sent { get; set; }

    public double? Speed { get; set; }

    public TimeSpan? Left { get; set; }

    public LoraUploadNote Note { get; set; }

    /// <summary>Why a request is being retried, as a message.</summary>
    public string? RetryReason { get; set; }

    public bool NeedsFile { get; set; }

    public LoraUploadLora? Duplicate { get; set; }

    /// <summary>The error messages.</summary>
    public IReadOnlyList<string> Errors { get; set; } = [];

    public bool ChooseAgain { get; set; }

    public bool CanRetry { get; set; }

    /// <summary>Whether the user canceled the upload while it was finishing.</summary>
    public bool IsCancelling { get; set; }

    /// <summary>The last announced quarter, from 0 to 3.</summary>
    public int Quarter { get; set; }

    public bool IsBusy => State is LoraUploadRowState.Waiting or LoraUploadRowState.Checking or LoraUploadRowState.Uploading or LoraUploadRowState.Finishing;

    public bool CanPause => State is LoraUploadRowState.Waiting or LoraUploadRowState.Checking or LoraUploadRowState.Uploading or LoraUploadRowState.Paused;

    /// <summary>Whether a progress bar is displayed. The progress of an unfinished upload may be unknown.</summary>
    public bool HasProgress => State is LoraUploadRowState.Uploading or LoraUploadRowState.Finishing or LoraUploadRowState.Paused
        || (State is LoraUploadRowState.Unfinished && Sent > 0);

    /// <summary>Whether a status line is displayed.</summary>
    public bool HasStatus => IsBusy || State is LoraUploadRowState.Paused or LoraUploadRowState.Elsewhere or LoraUploadRowState.Unfinished;
}
