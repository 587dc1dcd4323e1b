namespace Lora;

/// <summary>The usage of a workspace.</summary>
/// <param name="Loras">The number of LoRAs.</param>
/// <param name="Bytes">The total size of the LoRAs, in bytes.</param>
/// <param name="Uploads">The number of unfinished upload sessions.</param>
/// <param name="UploadBytes">The total size of the files in these sessions, in bytes.</param>
public sealed record LoraUsage(int Loras, long Bytes, int Uploads, long UploadBytes);
