namespace Lora;

/// <summary>The options of the folder that stores LoRA files. They are validated at startup.</summary>
public sealed class LoraFileSystemOptions
{
    /// <summary>
    /// Gets or sets the folder, absolute or relative to the working directory of the process. It is created if it doesn't exist. Its files belong to the toolkit; nothing else
    /// should write to it. Several machines can share a folder that supports file locks and atomic renames.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>Gets or sets the free disk space, in bytes, below which the health check warns. Default: 10 GiB; 0 turns the warning off.</summary>
    public long LowSpace { get; set; } = 10L * 1024 * 1024 * 1024;
}
