using System.Runtime.CompilerServices;

namespace Lora.Storage.FileSystem;

/// <summary>
/// Tells what lies below the folder. A folder that goes away in the middle, such as a disk that is unmounted, is a failure and never a short list.
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
                // What has no key, or is a link, cannot be reached by any other call either.
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
            if (FileProblems.Guard(() => new UploadFolder(folder.FullName).Read()) is var (key, startedAt) && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new LoraStoredUpload(key, folder.Name, startedAt);
            }
        }

        paths.EnsureRoot();
    }

    /// <summary>Whether keys that begin with one text may begin with the other too.</summary>
    private static bool Reaches(string folder, string prefix) =>
        folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>One folder at a time, and not on the caller's thread: a disk on the network may take its time.</summary>
    private static Task<List<FileSystemInfo>> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken) => Task.Run(
        () => FileProblems.Guard<List<FileSystemInfo>>(() =>
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

    private static LoraStoredFile? Find(FileInfo file, string key) => FileProblems.Guard(() =>
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
