using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Lora.Storage.FileSystem;

/// <summary>
/// One multipart upload: a folder with a file that contains its key, one data file into which parts are written at their offsets, and an empty marker file for
/// every complete part, whose name has its number, its size and, if verified, its digest. A marker is created only after the part's bytes are on
/// disk. The upload is active while the data file exists. Moving the data file (complete) or deleting it (abort) ends the upload in one step.
/// </summary>
internal sealed class UploadFolder(string path)
{
    private const string Marker = "part-";
    private const string KeyFile = "key";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public string Data { get; } = Path.Combine(path, "data");

    public bool IsAlive => File.Exists(Data);

    /// <summary>Begins the upload. It is active as soon as its key can be read.</summary>
    public void Create(string key)
    {
        Directory.CreateDirectory(path);
        using (var file = File.OpenHandle(Path.Combine(path, KeyFile), FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, Encoding.UTF8.GetBytes(key), 0);
            RandomAccess.FlushToDisk(file);
        }

        File.OpenHandle(Data, FileMode.CreateNew, FileAccess.Write).Dispose();
    }

    /// <summary>Returns the key and the start time of the upload, or <see langword="null"/> if it is not active or was created by a version that stored no key.</summary>
    public (string Key, DateTimeOffset StartedAt)? Read()
    {
        var file = Path.Combine(path, KeyFile);
        try
        {
            var key = Encoding.UTF8.GetString(File.ReadAllBytes(file));
            var startedAt = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
            return IsAlive && UploadName.Belongs(Path.GetFileName(path), key) ? (key, startedAt) : null;
        }
        catch (IOException exception) when (FileErrors.IsAbsent(exception))
        {
            return null;
        }
    }

    public IReadOnlyList<LoraFilePart>? ListParts()
    {
        try
        {
            List<LoraFilePart> parts = [.. Directory.EnumerateFiles(path, Marker + "*").Select(PartOf).OfType<LoraFilePart>().OrderBy(part => part.Number)];
            return IsAlive ? parts : null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    public string MarkerFor(LoraFilePart part) => Path.Combine(
        path, string.Create(CultureInfo.InvariantCulture, $"{Marker}{part.Number}-{part.Size}{(part.Sha256 is null ? "" : "-")}{part.Sha256}"));

    public void RemoveMarkers(int number)
    {
        foreach (var marker in MarkersOf(number))
        {
            File.Delete(marker);
        }
    }

    /// <summary>Opens the range of a part for exclusive writing.</summary>
    public async Task<PartSlot> OpenPartAsync(int number, long offset, CancellationToken cancellationToken)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        SafeFileHandle? lockHandle = null;
        SafeFileHandle? data = null;
        SafeFileHandle? temporary = null;
        try
        {
            lockHandle = await WaitAsync(() => File.OpenHandle(Path.Combine(path, "lock-" + name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), cancellationToken)
                .ConfigureAwait(false);
            data = await WaitAsync(() => File.OpenHandle(Data, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous), cancellationToken)
                .ConfigureAwait(false);
            if (!IsAlive)
            {
                // The file was moved between being found and being locked.
                throw FileErrors.Gone();
            }

            temporary = MarkersOf(number).Any()
                ? File.OpenHandle(
                    Path.Combine(path, "aside-" + name), FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, FileOptions.Asynchronous | FileOptions.DeleteOnClose)
                : null;
            var slot = new PartSlot(this, number, offset, lockHandle, data, temporary);
            lockHandle = data = temporary = null;
            return slot;
        }
        finally
        {
            temporary?.Dispose();
            data?.Dispose();
            lockHandle?.Dispose();
        }
    }

    /// <summary>Moves the data file to the path of the object, if every part is complete and no writer is active.</summary>
    public async Task FinishAsync(LoraPartPlan plan, Action<string> moveIntoPlace, CancellationToken cancellationToken)
    {
        // On Windows an open file can be moved only if its sharing mode allows it. Elsewhere this requests an exclusive lock.
        var share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        using (var data = await WaitAsync(() => File.OpenHandle(Data, FileMode.Open, FileAccess.ReadWrite, share), cancellationToken).ConfigureAwait(false))
        {
            var stored = ListParts() ?? throw FileErrors.Gone();
            if (stored.Count(part => plan.Has(part.Number) && part.Size == plan.SizeOf(part.Number)) < plan.Count || RandomAccess.GetLength(data) < plan.Size)
            {
                throw new LoraStorageException(LoraErrorCodes.UploadIncomplete, "Some parts of the file are missing. Send them, then complete again.", isTransient: false);
            }

            // A part that was started beyond the end and abandoned may have made the file longer.
            RandomAccess.SetLength(data, plan.Size);
            RandomAccess.FlushToDisk(data);
            moveIntoPlace(Data);
            // Journaling file systems write the new file name together with the file.
            RandomAccess.FlushToDisk(data);
        }
    }

    /// <summary>Removes the upload, the data file first, so that no writer can add to it afterwards.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenLooks)
        {
            try
            {
                File.Delete(Data);
                Directory.Delete(path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && waited < Patience)
            {
                // A part that has just finished created its marker, or on Windows still has the file open.
                await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<string> MarkersOf(int number) =>
        Directory.EnumerateFiles(path, string.Create(CultureInfo.InvariantCulture, $"{Marker}{number}-*"));

    private static LoraFilePart? PartOf(string marker)
    {
        var words = Path.GetFileName(marker)[Marker.Length..].Split('-');
        return words.Length is 2 or 3
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new LoraFilePart(number, size) { Sha256 = words.ElementAtOrDefault(2) }
            : null;
    }

    private static async Task<SafeFileHandle> WaitAsync(Func<SafeFileHandle> open, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += BetweenLooks)
        {
            try
            {
                return open();
            }
            catch (IOException exception) when (FileErrors.IsShared(exception))
            {
                if (waited >= Patience)
                {
                    throw FileErrors.Busy(exception);
                }

                await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
