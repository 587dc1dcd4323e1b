namespace Lora.Components;

/// <summary>A file in the uploader.</summary>
internal sealed class LoraUploadRow(string key, string name, long size)
{
    public string Key { get; } = key;

    public string Name { get; } = name;

    public long Size { get; } = size;

    public string ElementId { get; } = LoraCss.NewId("lora-upload");

    public LoraUploadRowState State { get; set; } = LoraUploadRowState.Waiting;

    public long Sent { get; set; }

    public double? Speed { get; set; }

    public TimeSpan? Left { get; set; }

    /// <summary>What is wrong with it, a sentence each.</summary>
    public IReadOnlyList<string> Faults { get; set; } = [];

    public bool ChooseAgain { get; set; }

    /// <summary>The last quarter that was announced, 0 to 3.</summary>
    public int Quarter { get; set; }

    public bool IsBusy => State is LoraUploadRowState.Waiting or LoraUploadRowState.Checking or LoraUploadRowState.Uploading or LoraUploadRowState.Finishing;
}
