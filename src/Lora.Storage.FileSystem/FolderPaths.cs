using Lora.Errors;

namespace Lora.Files.FileSystem;

/// <summary>Turns keys into paths below one folder, and never into any other.</summary>
internal sealed class FolderPaths(string root)
{
    private const int LongestKey = 1024;
    private const int LongestName = 255;

    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Hidden from keys: no part of a key begins with a dot.</summary>
    public string Uploads => Path.Combine(Root, ".uploads");

    public string PathOf(string key)
    {
        if (!IsKey(key))
        {
            throw new ArgumentException("A storage key is made of a-z A-Z 0-9 . _ - with single slashes between; no part of it begins or ends with a dot.", nameof(key));
        }

        return Path.Combine(Root, Path.DirectorySeparatorChar == '/' ? key : key.Replace('/', Path.DirectorySeparatorChar));
    }

    public string? KeyOf(string path)
    {
        var start = Path.EndsInDirectorySeparator(Root) ? Root : Root + Path.DirectorySeparatorChar;
        if (!path.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var key = path[start.Length..].Replace(Path.DirectorySeparatorChar, '/');
        return IsKey(key) && string.Equals(PathOf(key), path, StringComparison.Ordinal) ? key : null;
    }

    /// <summary>The path of a key, once it is sure that no link on the way leads elsewhere.</summary>
    /// <exception cref="LoraStorageException">There is a link on the way, or the folder itself is not there.</exception>
    public string SafePathOf(string key)
    {
        var path = PathOf(key);
        EnsureRoot();
        var step = Root;
        foreach (var name in key.Split('/'))
        {
            step = Path.Combine(step, name);
            var information = new FileInfo(step);
            if (information.LinkTarget is not null)
            {
                throw FileFaults.Refused("The folder for LoRA files has a link in it that may lead out of it. Replace the link by a folder.");
            }
        }

        return path;
    }

    /// <summary>An absent folder, such as a disk that is not mounted, must never look like a folder without files.</summary>
    public void EnsureRoot()
    {
        if (!Directory.Exists(Uploads))
        {
            throw new LoraStorageException(
                LoraErrorCodes.StorageUnavailable, "The folder for LoRA files is not there. Check that its disk is mounted.", isTransient: true);
        }
    }

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= LongestKey && key.Split('/').All(static name =>
            name.Length is > 0 and <= LongestName && name[0] != '.' && name[^1] != '.'
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));
}
