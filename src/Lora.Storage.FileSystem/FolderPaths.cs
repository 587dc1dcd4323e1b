using System.Text;

namespace Lora.Storage.FileSystem;

/// <summary>Turns keys into paths below one folder, and never into any other.</summary>
internal sealed class FolderPaths(string root)
{
    private const int LongestKey = 1024;
    private const int LongestName = 255;
    private const string Meaningful = "\\:*?\"<>|";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Hidden from keys: no name in a key begins with a dot.</summary>
    public string Uploads => Path.Combine(Root, ".uploads");

    public string PathOf(string key)
    {
        if (!IsKey(key))
        {
            throw new ArgumentException(
                "A storage key has names with single slashes between. No name begins or ends with a dot, or has one of \\ : * ? \" < > | or a control character.", nameof(key));
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
                throw FileProblems.Refused("The folder for LoRA files has a link in it that may lead out of it. Replace the link by a folder.");
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

    private static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.Split('/').All(IsName);

    // Hand-made names may have spaces and any script; what one system or another gives a meaning of its own they may not.
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
