using System.Xml.Linq;

namespace Lora.Architecture.Tests;

/// <summary>Arrows point down only. The picture is in docs/architecture.md.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Lora.Core"] = [],
        ["Lora.Storage.FileSystem"] = ["Lora.Core"],
        ["Lora.Storage.S3"] = ["Lora.Core"],
        ["Lora.Storage.EntityFrameworkCore"] = ["Lora.Core"],
        ["Lora.Storage.Sqlite"] = ["Lora.Storage.EntityFrameworkCore"],
        ["Lora.Storage.PostgreSql"] = ["Lora.Storage.EntityFrameworkCore"],
        ["Lora.AspNetCore"] = ["Lora.Core"],
        ["Lora.Components"] = ["Lora.Core"],
        ["Lora.Tool"] = ["Lora.Core", "Lora.Storage.FileSystem", "Lora.Storage.PostgreSql", "Lora.Storage.S3", "Lora.Storage.Sqlite"],
    };

    private static readonly Dictionary<string, string[]> ForeignWords = new(StringComparer.Ordinal)
    {
        ["Lora.Core"] = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Amazon", "Microsoft.JSInterop"],
        ["Lora.Components"] = ["Microsoft.AspNetCore.Http", "Microsoft.EntityFrameworkCore", "Amazon", "Lora.Management.LoraManager"],
        ["Lora.AspNetCore"] = ["Microsoft.EntityFrameworkCore", "Amazon", "Lora.Components"],
        ["Lora.Storage.S3"] = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore"],
        ["Lora.Storage.FileSystem"] = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Amazon"],
    };

    [Fact]
    public void Every_project_refers_only_to_what_lies_below_it()
    {
        var actual = Repository.Sources("src", ".csproj").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => XDocument.Load(path).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);

        Assert.Equal(Projects.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(actual, project => Assert.Equal(Projects[project.Key], project.Value));
    }

    [Fact]
    public void No_room_speaks_the_words_of_another()
    {
        var found =
            from project in ForeignWords
            from path in Repository.Sources(Path.Combine("src", project.Key), ".cs", ".razor")
            let text = File.ReadAllText(path)
            from word in project.Value
            where text.Contains(word + ".", StringComparison.Ordinal) || text.Contains(word + ";", StringComparison.Ordinal)
            select $"{Repository.Relative(path)} says {word}";
        Assert.Empty(found);
    }
}
