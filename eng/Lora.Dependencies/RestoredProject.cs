using System.Text.Json.Nodes;

namespace Lora.Dependencies;

/// <summary>The packages that NuGet resolved for a project (<c>obj/project.assets.json</c>).</summary>
internal sealed class RestoredProject
{
    private readonly JsonNode _assets;
    private readonly JsonObject _target;
    private readonly JsonNode _framework;

    private RestoredProject(JsonNode assets)
    {
        _assets = assets;
        _target = assets["targets"]!.AsObject().First(static target => !target.Key.Contains('/', StringComparison.Ordinal)).Value!.AsObject();
        _framework = assets["project"]!["frameworks"]!.AsObject().First().Value!;
    }

    /// <summary>Reads a project's assets.</summary>
    /// <exception cref="FileNotFoundException">The project was not restored.</exception>
    public static RestoredProject Read(string projectFile) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(projectFile)!, "obj", "project.assets.json")))!);

    /// <summary>Returns the dependencies of the project, including transitive ones and those of referenced projects, without packages that are used only to build.</summary>
    public IEnumerable<Package> Packages()
    {
        var direct = (_framework["dependencies"] as JsonObject ?? [])
            .Where(static dependency => (string?)dependency.Value!["suppressParent"] != "All").Select(static dependency => dependency.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var projects = _assets["project"]!["restore"]!["frameworks"]!.AsObject().First().Value!["projectReferences"] as JsonObject ?? [];
        var names = new Queue<string>(direct.Concat(projects.Select(static project => Path.GetFileNameWithoutExtension(project.Key.Replace('\\', '/')))));
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (names.TryDequeue(out var name))
        {
            if (!seen.Add(name) || Find(name) is not { } found)
            {
                continue;
            }

            foreach (var dependency in found.Value!["dependencies"] as JsonObject ?? [])
            {
                names.Enqueue(dependency.Key);
            }

            if ((string?)found.Value["type"] == "package")
            {
                var (id, version) = (found.Key.Split('/')[0], found.Key.Split('/')[1]);
                yield return new Package(id, version, Nuspec.LicenceOf(FolderOf(found.Key), id), direct.Contains(id));
            }
        }
    }

    private KeyValuePair<string, JsonNode?>? Find(string name)
    {
        foreach (var library in _target)
        {
            if (library.Key.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase))
            {
                return library;
            }
        }

        // Packages that the shared framework contains are not resolved.
        return null;
    }

    private string FolderOf(string library) =>
        _assets["packageFolders"]!.AsObject().Select(folder => Path.Combine(folder.Key, (string)_assets["libraries"]![library]!["path"]!)).First(Directory.Exists);
}
