namespace Lora.Storage.FileSystem.Tests;

/// <summary>A test of a real error that can be caused only on Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Needs a device or a folder that only Linux has.";
        }
    }
}
