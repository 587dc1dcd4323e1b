using Lora.Dependencies;

var root = Directory.GetCurrentDirectory();
var projects = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
var packages = projects.ToDictionary(
    static project => Path.GetFileNameWithoutExtension(project), static project => RestoredProject.Read(project).Packages().OrderBy(static package => package.Id, StringComparer.OrdinalIgnoreCase).ToList());
var path = Path.Combine(root, "docs", "dependencies.md");
await File.WriteAllLinesAsync(path, Page.Write(packages, await Audit.RunAsync(projects).ConfigureAwait(false))).ConfigureAwait(false);
Console.WriteLine($"{path}: {packages.Values.SelectMany(static list => list).DistinctBy(static package => package.Id).Count()} packages");
