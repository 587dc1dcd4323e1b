namespace Lora.EndToEnd.Tests;

/// <summary>The location and the build configuration of the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryFolder.Path;

    /// <summary>The configuration of this test assembly: Debug or Release.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string Framework { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    /// <summary>Returns the path of a file below <c>artifacts</c> and creates its folder.</summary>
    public static string Artifact(params string[] path)
    {
        var file = Path.Combine([Artifacts, .. path]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
