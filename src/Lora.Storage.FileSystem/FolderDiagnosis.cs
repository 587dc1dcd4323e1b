using System.Globalization;

namespace Lora.Storage.FileSystem;

/// <summary>Checks that the folder exists, can be written to and has free space.</summary>
internal sealed class FolderDiagnosis(FolderPaths paths, long lowSpace)
{
    private const double Gibibyte = 1024 * 1024 * 1024;

    public IReadOnlyList<LoraStorageProblem> Run()
    {
        try
        {
            paths.EnsureRoot();
        }
        catch (LoraStorageException exception)
        {
            return [new LoraStorageProblem("folder.missing", exception.Message, IsSevere: true)];
        }

        var problems = new List<LoraStorageProblem>();
        if (TryWrite() is { } problem)
        {
            problems.Add(new LoraStorageProblem("folder.unwritable", problem.Message, IsSevere: true));
        }

        if (FreeSpace() is { } free && free < lowSpace)
        {
            problems.Add(new LoraStorageProblem(
                "folder.space",
                string.Create(CultureInfo.InvariantCulture, $"The disk for LoRA files has {free / Gibibyte:0.0} GiB left. Free up space, because uploads fail when it is full."),
                IsSevere: false));
        }

        return problems;
    }

    /// <summary>Writes and deletes a file, because only that shows whether owner, group, access list and mount allow it.</summary>
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
            return FileErrors.From(exception);
        }
    }

    /// <summary>Returns the free space in bytes, or <see langword="null"/> if the system doesn't report it, as for some network folders.</summary>
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
