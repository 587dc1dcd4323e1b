namespace Lora.Dependencies;

/// <summary>Writes the page of dependencies.</summary>
internal static class Page
{
    public static IEnumerable<string> Write(IReadOnlyDictionary<string, List<Package>> projects, IReadOnlyList<string> audit)
    {
        yield return "# Dependencies";
        yield return "";
        yield return "Written by `eng/dependencies.sh`; run it after a change to a package reference. A test fails while a package is missing here.";
        yield return "";
        yield return "The NuGet packages that come with each package of the toolkit, with the licence that each states. Bold: referenced by the project itself. Packages that are used only to";
        yield return "build, such as analyzers, are not listed. `Lora.AspNetCore` also uses the shared framework `Microsoft.AspNetCore.App`, which is part of .NET (MIT).";
        yield return "";
        yield return "## Licences";
        yield return "";
        yield return "| licence | packages |";
        yield return "| --- | --- |";
        foreach (var licence in projects.Values.SelectMany(static list => list).DistinctBy(static package => package.Id).GroupBy(static package => package.Licence, StringComparer.Ordinal).OrderByDescending(static group => group.Count()))
        {
            yield return $"| {licence.Key} | {licence.Count()} |";
        }

        yield return "";
        yield return "## Known vulnerabilities";
        yield return "";
        foreach (var line in audit)
        {
            yield return line;
        }

        foreach (var (project, packages) in projects)
        {
            yield return "";
            yield return $"## {project}";
            yield return "";
            if (packages.Count == 0)
            {
                yield return "No NuGet packages.";
                continue;
            }

            yield return "| package | version | licence |";
            yield return "| --- | --- | --- |";
            foreach (var package in packages)
            {
                yield return $"| {(package.IsDirect ? $"**{package.Id}**" : package.Id)} | {package.Version} | {package.Licence} |";
            }
        }
    }
}
