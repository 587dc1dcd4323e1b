namespace Lora;

/// <summary>Where a folder of LoRA files lies. Checked when the application starts.</summary>
public sealed class LoraFileSystemOptions
{
    /// <summary>
    /// The folder, absolute or relative to the process's working folder. It is made when it does not exist. Its files belong to the toolkit: nothing else
    /// should write there. Several machines may share one that supports file locks and atomic renames.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>Below how much free space on its disk the health check warns, in bytes. Default: 10 GiB; 0 turns the warning off.</summary>
    public long LowSpace { get; set; } = 10L * 1024 * 1024 * 1024;
}
