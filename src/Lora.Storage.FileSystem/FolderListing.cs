using System.Runtime.CompilerServices;

namespace Lora.Storage.FileSystem;

/// <summary>
/// Lists the files and uploads below the folder. A folder that disappears meanwhile, such as an unmounted disk, is an error and never a shorter list.
/// </summary>
internal sealed class FolderListing(FolderPaths paths)
{
    public async IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        paths.EnsureRoot();
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(paths.Root)]);
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in await ReadAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                // No other call can access a link or a file whose path is not a key.
                if (paths.KeyOf(entry.FullName) is not { } key || entry.LinkTarget is not null)
                {
                    continue;
                }

                if (entry is DirectoryInfo below)
                {
                    if (Reaches(key + '/', prefix))
                    {
                        folders.Push(below);
                    }
                }
                else if (key.StartsWith(prefix, StringComparison.Ordinal) && Find((FileInfo)entry, key) is { } file)
                {
                    yield return file;
                }
            }
        }

        paths.EnsureRoot();
    }

    public async IAsyncEnumerable<LoraStoredUpload> ListUploadsAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        paths.EnsureRoot();
        var folders = await ReadAsync(new DirectoryInfo(paths.Uploads), cancellationToken).ConfigureAwait(false);
        foreach (var folder in folders.OfType<DirectoryInfo>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FileErrors.Guard(() => new UploadFolder(folder.FullName).Read()) is var (key, startedAt) && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new LoraStoredUpload(key, folder.Name, startedAt);
            }
        }

        paths.EnsureRoot();
    }

    /// <summary>Returns whether a folder may contain keys with the prefix.</summary>
    private static bool Reaches(string folder, string prefix) =>
        folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>Reads one folder at a time on a thread pool thread, because a network disk may be slow.</summary>
    private static Task<List<FileSystemInfo>> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken) => Task.Run(
        () => FileErrors.Guard<List<FileSystemInfo>>(() =>
        {
            try
            {
                return [.. folder.EnumerateFileSystemInfos()];
            }
            catch (DirectoryNotFoundException)
            {
                // The last file in it was deleted meanwhile.
                return [];
            }
        }),
        cancellationToken);

    private static LoraStoredFile? Find(FileInfo file, string key) => FileErrors.Guard(() =>
    {
        try
        {
            return new LoraStoredFile(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    });
}
