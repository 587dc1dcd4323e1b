namespace Lora.EndToEnd.Tests;

/// <summary>Where the repository lies, and what of it is built how.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: what this test assembly was built as.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string Framework { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    /// <summary>A file below <c>artifacts</c>, whose folder exists.</summary>
    public static string Artifact(params string[] path)
    {
        var file = Path.Combine([Artifacts, .. path]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lora.Toolkit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run from their own build folder inside the repository.");
    }
}
