namespace Lora.Storage.FileSystem;

/// <summary>Stores objects as files below one folder. A file is created only by a rename, so a crash leaves a complete file or none.</summary>
internal sealed class FileSystemStore : IMultipartFileStore, IListingFileStore
{
    private const int Attempts = 50;

    private readonly FolderPaths _paths;
    private readonly FolderListing _listing;
    private readonly FolderDiagnosis _diagnosis;
    private readonly Lock _placing = new();

    public FileSystemStore(LoraFileSystemOptions options)
    {
        _paths = new FolderPaths(options.Path);
        _listing = new FolderListing(_paths);
        _diagnosis = new FolderDiagnosis(_paths, options.LowSpace);
        FileErrors.Guard(() => Directory.CreateDirectory(_paths.Uploads));
    }

    public string GetPath(string key) => _paths.PathOf(key);

    public string? GetKey(string path) => _paths.KeyOf(path);

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => FileErrors.RunAsync(() =>
    {
        var path = _paths.SafePathOf(key);
        try
        {
            var file = new FileInfo(path);
            return new LoraStoredFile(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
        catch (IOException exception) when (FileErrors.IsAbsent(exception))
        {
            return null;
        }
    });

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return FileErrors.RunAsync<Stream>(() =>
        {
            var path = _paths.SafePathOf(key);
            try
            {
                var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 4096, FileOptions.Asynchronous | FileOptions.SequentialScan);
                stream.Position = offset;
                return stream;
            }
            catch (Exception exception) when (FileErrors.IsAbsent(exception) || Directory.Exists(path))
            {
                throw new LoraStorageException(LoraErrorCodes.FileMissing, "The file no longer exists in storage.", isTransient: false, exception);
            }
        });
    }

    public async Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var plan = new LoraPartPlan(size, size);
        var name = await BeginAsync(key, plan, cancellationToken).ConfigureAwait(false);
        try
        {
            var part = await PutPartAsync(key, name, plan, 1, content, sha256: null, cancellationToken).ConfigureAwait(false);
            await CompleteAsync(key, name, plan, [part], cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await ((Task)RemoveAsync(key, name)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => FileErrors.RunAsync(() =>
    {
        var path = _paths.SafePathOf(key);
        if (Directory.Exists(path))
        {
            return false;
        }

        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The file and its folder were already deleted.
        }

        RemoveEmptyParents(path);
        return true;
    });

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) => FileErrors.RunAsync(() =>
    {
        _paths.SafePathOf(key);
        var name = UploadName.New(key);
        FolderOf(name).Create(key);
        return name;
    });

    public async Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var offset = parts.OffsetOf(number);
        var part = new LoraFilePart(number, parts.SizeOf(number)) { Sha256 = sha256 };
        using var verified = sha256 is null ? null : new LoraVerifiedStream(content, part.Size, sha256);
        using var slot = await OpenAsync(key, multipartId, folder => folder.OpenPartAsync(number, offset, cancellationToken)).ConfigureAwait(false);
        await slot.FillAsync(verified ?? content, part.Size, cancellationToken).ConfigureAwait(false);
        await slot.CommitAsync(part).ConfigureAwait(false);
        return part;
    }

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        FileErrors.RunAsync(() =>
        {
            _paths.EnsureRoot();
            return UploadName.Belongs(multipartId, key) ? FolderOf(multipartId).ListParts() : null;
        });

    public async Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default)
    {
        await OpenAsync(key, multipartId, async folder =>
        {
            await folder.FinishAsync(parts, data => Place(data, key), cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        // The object exists. The rest of the upload has no content, and the next start removes it if this fails.
        await ((Task)RemoveAsync(key, multipartId)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default)
    {
        _paths.EnsureRoot();
        try
        {
            await RemoveAsync(key, multipartId).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.From(exception);
        }
    }

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) =>
        FileErrors.RunAsync<IReadOnlyList<string>>(() =>
        {
            _paths.EnsureRoot();
            var folders = Directory.EnumerateDirectories(_paths.Uploads, UploadName.PatternFor(key));
            return [.. folders.Select(folder => Path.GetFileName(folder)).Where(name => UploadName.Belongs(name, key))];
        });

    public IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        _listing.ListAsync(prefix, cancellationToken);

    public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) =>
        _listing.ListUploadsAsync(prefix, cancellationToken);

    public Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default) => Task.FromResult(_diagnosis.Run());

    /// <summary>Removes uploads without a data file, which a crash in begin, complete or abort leaves behind.</summary>
    public void RemoveLeftovers(DateTimeOffset before) => FileErrors.Guard(() =>
    {
        foreach (var folder in Directory.EnumerateDirectories(_paths.Uploads))
        {
            if (!FolderOf(Path.GetFileName(folder)).IsAlive && Directory.GetLastWriteTimeUtc(folder) < before.UtcDateTime)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    });

    private async Task<T> OpenAsync<T>(string key, string multipartId, Func<UploadFolder, Task<T>> action)
    {
        _paths.EnsureRoot();
        if (!UploadName.Belongs(multipartId, key))
        {
            throw FileErrors.Gone();
        }

        try
        {
            return await action(FolderOf(multipartId)).ConfigureAwait(false);
        }
        catch (IOException exception) when (FileErrors.IsAbsent(exception))
        {
            throw FileErrors.Gone(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.From(exception);
        }
    }

    private Task RemoveAsync(string key, string multipartId) =>
        UploadName.Belongs(multipartId, key) ? FolderOf(multipartId).RemoveAsync(CancellationToken.None) : Task.CompletedTask;

    private UploadFolder FolderOf(string multipartId) => new(Path.Combine(_paths.Uploads, multipartId));

    private void Place(string data, string key)
    {
        var path = _paths.SafePathOf(key);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                // Move checks and then renames. The lock keeps two calls of this process from both finding no file.
                lock (_placing)
                {
                    if (Path.Exists(path))
                    {
                        throw FileErrors.Refused("A file with this storage key already exists. Upload it again as a new file.");
                    }

                    File.Move(data, path, overwrite: false);
                }

                return;
            }
            catch (IOException exception) when (File.Exists(data))
            {
                // Most likely the deletion of another file has just removed the empty folder.
                if (attempt == Attempts)
                {
                    throw FileErrors.From(exception);
                }
            }
        }
    }

    private void RemoveEmptyParents(string path)
    {
        for (var folder = Path.GetDirectoryName(path)!; !string.Equals(folder, _paths.Root, StringComparison.Ordinal); folder = Path.GetDirectoryName(folder)!)
        {
            try
            {
                Directory.Delete(folder, recursive: false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (!FileErrors.IsAbsent(exception))
                {
                    return;
                }
            }
        }
    }
}
