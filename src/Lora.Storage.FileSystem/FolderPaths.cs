using System.Text;

namespace Lora.Storage.FileSystem;

/// <summary>Converts keys to paths that are always below the folder.</summary>
internal sealed class FolderPaths(string root)
{
    private const int LongestKey = 1024;
    private const int LongestName = 255;
    private const string Meaningful = "\\:*?\"<>|";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>The folder for uploads. No key refers to it, because no name in a key begins with a dot.</summary>
    public string Uploads => Path.Combine(Root, ".uploads");

    public string PathOf(string key)
    {
        if (!IsKey(key))
        {
            throw new ArgumentException(
                "A storage key consists of names separated by single slashes. A name doesn't begin or end with a dot, and has none of \\ : * ? \" < > | and no control character.", nameof(key));
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

    /// <summary>Returns the path of a key after checking that no link on the way leads out of the folder.</summary>
    /// <exception cref="LoraStorageException">The path contains a link, or the folder doesn't exist.</exception>
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
                throw FileErrors.Refused("The folder for LoRA files contains a link that may lead out of it. Replace the link with a folder.");
            }
        }

        return path;
    }

    /// <summary>Throws if the folder doesn't exist. A missing folder, such as an unmounted disk, must not look like a folder without files.</summary>
    public void EnsureRoot()
    {
        if (!Directory.Exists(Uploads))
        {
            throw new LoraStorageException(
                LoraErrorCodes.StorageUnavailable, "The folder for LoRA files doesn't exist. Check that its disk is mounted.", isTransient: true);
        }
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.Split('/').All(IsName);

    // Names may have spaces and any script, but no characters with a special meaning on any operating system.
    private static bool IsName(string name) =>
        name.Length > 0
        && name[0] != '.'
        && name[^1] is not ('.' or ' ')
        && !name.Any(static c => char.IsControl(c) || Meaningful.Contains(c, StringComparison.Ordinal))
        && Bytes(name) <= LongestName;

    private static int Bytes(string name)
    {
        try
        {
            return Strict.GetByteCount(name);
        }
        catch (EncoderFallbackException)
        {
            return int.MaxValue;
        }
    }
}
