namespace Lora.Storage.FileSystem.Tests;

/// <summary>A test of a real fault that only Linux offers a way to have.</summary>
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
