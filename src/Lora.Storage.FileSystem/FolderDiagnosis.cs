using System.Globalization;

namespace Lora.Storage.FileSystem;

/// <summary>Looks whether the folder is there, can be written to, and has room.</summary>
internal sealed class FolderDiagnosis(FolderPaths paths, long lowSpace)
{
    private const double Gibibyte = 1024 * 1024 * 1024;

    public IReadOnlyList<LoraStorageProblem> Look()
    {
        try
        {
            paths.EnsureRoot();
        }
        catch (LoraStorageException exception)
        {
            return [new LoraStorageProblem("folder.missing", exception.Message, IsSevere: true)];
        }

        var findings = new List<LoraStorageProblem>();
        if (TryWrite() is { } refusal)
        {
            findings.Add(new LoraStorageProblem("folder.unwritable", refusal.Message, IsSevere: true));
        }

        if (FreeSpace() is { } free && free < lowSpace)
        {
            findings.Add(new LoraStorageProblem(
                "folder.space",
                string.Create(CultureInfo.InvariantCulture, $"The disk for LoRA files has {free / Gibibyte:0.0} GiB left. Make room on it: when it is full, uploads fail."),
                IsSevere: false));
        }

        return findings;
    }

    /// <summary>Only writing tells whether one may: owners, groups, access lists and read-only disks all have a say. Nothing is left of it.</summary>
    private LoraStorageException? TryWrite()
    {
        try
        {
            using var probe = File.OpenHandle(
                Path.Combine(paths.Uploads, $"probe-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
            RandomAccess.Write(probe, [0], 0);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FileProblems.From(exception);
        }
    }

    /// <summary><see langword="null"/> where the system does not tell, as for some network folders.</summary>
    private long? FreeSpace()
    {
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(paths.Root)! : paths.Root).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
