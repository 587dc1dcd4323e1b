namespace Lora;

/// <summary>How much a workspace uses.</summary>
/// <param name="Loras">How many LoRAs it has.</param>
/// <param name="Bytes">How many bytes they have.</param>
/// <param name="Uploads">How many upload sessions it has.</param>
/// <param name="UploadBytes">How many bytes the files of those sessions have or will have.</param>
public sealed record LoraUsage(int Loras, long Bytes, int Uploads, long UploadBytes);
