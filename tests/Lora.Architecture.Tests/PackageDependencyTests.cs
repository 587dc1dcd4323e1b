using System.Reflection;
using System.Xml.Linq;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Lora.Architecture.Tests;

/// <summary>Dependencies point down only, between packages and between the namespaces of a package. See docs/architecture.md.</summary>
public sealed class PackageDependencyTests
{
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Lora.Inspection"] = [],
        ["Lora.Core"] = ["Lora.Inspection"],
        ["Lora.Storage.FileSystem"] = ["Lora.Core"],
        ["Lora.Storage.S3"] = ["Lora.Core"],
        ["Lora.Storage.EntityFrameworkCore"] = ["Lora.Core"],
        ["Lora.Storage.Sqlite"] = ["Lora.Storage.EntityFrameworkCore"],
        ["Lora.Storage.PostgreSql"] = ["Lora.Storage.EntityFrameworkCore"],
        ["Lora.AspNetCore"] = ["Lora.Core"],
        ["Lora.Components"] = ["Lora.Core"],
        ["Lora.Testing"] = ["Lora.Core"],
        ["Lora.Tool"] = ["Lora.Core", "Lora.Storage.FileSystem", "Lora.Storage.PostgreSql", "Lora.Storage.S3", "Lora.Storage.Sqlite"],
    };

    private const int MaxPublicTypes = 120;

    /// <summary>The namespaces that hosts use. All public types are in one of them.</summary>
    private static readonly string[] PublicNamespaces = ["Lora", "Lora.Storage", "Lora.Inspection", "Lora.Components", "Lora.Testing"];

    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies([.. Projects.Keys.Select(Assembly.Load)]).Build();

    public static TheoryData<string> Packages => [.. Projects.Keys];

    [Fact]
    public void Project_references_only_projects_below_it()
    {
        var actual = Repository.Sources("src", ".csproj").ToDictionary(
            static path => Path.GetFileNameWithoutExtension(path),
            static path => XDocument.Load(path).Descendants("ProjectReference")
                .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);

        Assert.Equal(Projects.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(actual, static project => Assert.Equal(Projects[project.Key], project.Value));
    }

    [Theory]
    [InlineData("Lora.Inspection", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions", "Microsoft.JSInterop", "Amazon")]
    [InlineData("Lora.Core", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.JSInterop", "Amazon")]
    [InlineData("Lora.AspNetCore", "Microsoft.EntityFrameworkCore", "Amazon")]
    [InlineData("Lora.Components", "Microsoft.AspNetCore.Http", "Microsoft.EntityFrameworkCore", "Amazon")]
    [InlineData("Lora.Testing", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.JSInterop", "Amazon")]
    [InlineData("Lora.Storage.S3", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore")]
    [InlineData("Lora.Storage.FileSystem", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Amazon")]
    [InlineData("Lora.Storage.EntityFrameworkCore", "Microsoft.AspNetCore", "Amazon", "Npgsql", "Microsoft.Data.Sqlite")]
    public void Package_does_not_depend_on_libraries_of_other_packages(string package, params string[] foreign)
    {
        foreach (var name in foreign)
        {
            var pattern = $@"^{name.Replace(".", @"\.", StringComparison.Ordinal)}(\.|$)";
            Types().That().ResideInAssembly(Assembly.Load(package))
                .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(pattern))
                .Check(Loaded);
        }
    }

    [Fact]
    public void Components_use_the_client_and_not_the_manager() =>
        Types().That().ResideInAssembly(Assembly.Load("Lora.Components")).Should().NotDependOnAny(typeof(LoraManager)).Check(Loaded);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Namespaces_of_a_package_have_no_cycles(string package)
    {
        // The root namespace has what hosts call: it uses the namespaces below it, and they use its records. Only the namespaces below must be free of cycles.
        var root = package == "Lora.Core" ? "Lora" : package;
        var uses = Loaded.Types.Where(type => type.Assembly.Name.Split(',')[0] == package)
            .SelectMany(static type => type.Dependencies, static (type, dependency) => (From: type, To: dependency.Target))
            .Where(static pair => pair.From.Assembly.Equals(pair.To.Assembly))
            .Select(pair => (From: Below(pair.From.Namespace.FullName, root), To: Below(pair.To.Namespace.FullName, root), Text: $"{pair.From.FullName} -> {pair.To.FullName}"))
            .Where(static pair => pair is { From: not null, To: not null } && pair.From != pair.To)
            .ToList();
        var edges = uses.ToLookup(static pair => pair.From!, static pair => pair.To!, StringComparer.Ordinal);
        var circular = uses.Where(pair => Reaches(edges, pair.To!, pair.From!, [])).Select(static pair => pair.Text).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(circular.Count == 0, string.Join('\n', circular));
    }

    [Fact]
    public void Public_types_are_in_the_namespaces_that_hosts_use()
    {
        var elsewhere = Projects.Keys.Where(static name => name != "Lora.Tool").SelectMany(static name => Assembly.Load(name).GetExportedTypes())
            .Where(static type => !PublicNamespaces.Contains(type.Namespace, StringComparer.Ordinal))
            .Where(static type => type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true)
            .Select(static type => type.FullName);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Few_types_are_public()
    {
        // Components, the types of Lora.Testing and generated migrations are not counted.
        string[] uncounted = ["Lora.Components", "Lora.Testing", "Lora.Tool"];
        List<string?> types = [.. Projects.Keys.Except(uncounted, StringComparer.Ordinal).SelectMany(static name => Assembly.Load(name).GetExportedTypes())
            .Where(static type => type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true)
            .Select(static type => type.FullName)];
        Assert.True(types.Count <= MaxPublicTypes, $"{types.Count} public types instead of at most {MaxPublicTypes}. Make those internal that hosts do not need: {string.Join(", ", types)}");
    }

    [Fact]
    public void Public_classes_are_sealed_unless_designed_for_inheritance()
    {
        var open = Projects.Keys.Where(static name => name != "Lora.Components").SelectMany(static name => Assembly.Load(name).GetExportedTypes())
            .Where(static type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type != typeof(LoraException) && type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true)
            .Select(static type => type.FullName);
        Assert.Empty(open);
    }

    private static bool Reaches(ILookup<string, string> edges, string from, string to, HashSet<string> seen) =>
        edges[from].Any(next => next == to || (seen.Add(next) && Reaches(edges, next, to, seen)));

    private static string? Below(string space, string root) => space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;
}
