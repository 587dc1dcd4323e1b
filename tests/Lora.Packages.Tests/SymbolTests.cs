using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Lora.Packages.Tests;

/// <summary>What debuggers get.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class SymbolTests(PackedRepository packages)
{
    private static readonly string Root = Repository.Root.Replace('\\', '/') + "/";

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Symbols_belong_to_the_assembly(string id)
    {
        using var image = new PEReader([.. packages[id].Assembly]);
        using var symbols = new SymbolFile(packages[id].Symbols);
        var entry = image.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.CodeView);
        Assert.Equal(symbols.Id.Guid, image.ReadCodeViewDebugDirectoryData(entry).Guid);
        Assert.Equal(symbols.Id.Stamp, entry.Stamp);
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Sources_are_in_the_repository_or_embedded(string id)
    {
        using var symbols = new SymbolFile(packages[id].Symbols);
        var documents = symbols.Documents;
        Assert.NotEmpty(documents);
        if (!Repository.HasGit)
        {
            return;
        }

        Assert.All(documents.Where(static document => !document.IsEmbedded), static document =>
        {
            var path = Relative(document.Path);
            Assert.True(File.Exists(Path.Combine(Repository.Root, path)) && !path.Contains("/obj/", StringComparison.Ordinal), $"Nobody else has {document.Path}.");
        });
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Sources_link_to_the_commit_where_the_remote_is_known(string id)
    {
        using var symbols = new SymbolFile(packages[id].Symbols);
        var links = symbols.SourceLink;
        if (packages[id].RepositoryUrl is null)
        {
            Assert.Empty(links);
            return;
        }

        var commit = (string)packages[id].Manifest.Element("repository")!.Attribute("commit")!;
        Assert.All(links.Values, link => Assert.Contains(commit, link, StringComparison.Ordinal));
        Assert.All(
            symbols.Documents.Where(static document => !document.IsEmbedded),
            document => Assert.Contains(links.Keys, pattern => document.Path.StartsWith(pattern.TrimEnd('*').Replace('\\', '/'), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(PackageCollection.Ids), MemberType = typeof(PackageCollection))]
    public void Sources_are_named_below_the_repository(string id)
    {
        using var symbols = new SymbolFile(packages[id].Symbols);
        var isPublished = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.All(symbols.Documents, document => Assert.True(isPublished ? Mapped().IsMatch(document.Path) : document.Path.StartsWith(Root, StringComparison.Ordinal), document.Path));
    }

    private static string Relative(string path) => path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : Mapped().Replace(path, "");

    /// <summary>What a build for publishing writes instead of the folder of the repository.</summary>
    [GeneratedRegex(@"^/_\d*/", RegexOptions.None, 1000)]
    private static partial Regex Mapped();
}
