using System.IO.Compression;
using System.Xml.Linq;

namespace Lora.Packages.Tests;

/// <summary>A package with its symbols, read into memory.</summary>
internal sealed class Package
{
    private readonly Dictionary<string, byte[]> _files;
    private readonly Dictionary<string, byte[]> _symbols;

    public Package(string path)
    {
        _files = Read(path);
        var symbols = Path.ChangeExtension(path, ".snupkg");
        _symbols = File.Exists(symbols) ? Read(symbols) : [];
        var manifest = XElement.Parse(Text(_files.Keys.Single(static file => file.EndsWith(".nuspec", StringComparison.Ordinal))));
        foreach (var element in manifest.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        Manifest = manifest.Element("metadata")!;
    }

    public string Id => (string)Manifest.Element("id")!;

    public string Version => (string)Manifest.Element("version")!;

    public bool IsTool => Manifest.Descendants("packageType").Any(type => (string?)type.Attribute("name") == "DotnetTool");

    /// <summary>The folder of the package's own assembly.</summary>
    public string Folder => IsTool ? $"tools/{Repository.Framework}/any" : $"lib/{Repository.Framework}";

    /// <summary>The manifest's metadata, without namespaces.</summary>
    public XElement Manifest { get; }

    /// <summary>The address of the repository; <see langword="null"/> where the source tree has no remote.</summary>
    public Uri? RepositoryUrl => (string?)Manifest.Element("repository")?.Attribute("url") is { } url ? new(url) : null;

    public IReadOnlyCollection<string> Files => _files.Keys;

    public byte[] Assembly => _files[$"{Folder}/{Id}.dll"];

    public byte[] Symbols => _symbols[$"{Folder}/{Id}.pdb"];

    public byte[] Bytes(string file) => _files[file];

    public string Text(string file)
    {
        using var reader = new StreamReader(new MemoryStream(_files[file]));
        return reader.ReadToEnd();
    }

    private static Dictionary<string, byte[]> Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(static entry => entry.FullName, Content, StringComparer.Ordinal);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
