using System.Reflection;
using System.Runtime.Versioning;

namespace Lora.Packages.Tests;

/// <summary>The source tree these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryFolder.Path;

    public static string Configuration { get; } = typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The target framework's short name, such as <c>net10.0</c>.</summary>
    public static string Framework { get; } =
        "net" + new FrameworkName(typeof(Repository).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName).Version.ToString(2);

    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "src")).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj")).Order(StringComparer.Ordinal)];

    public static bool HasGit { get; } = Path.Exists(Path.Combine(Root, ".git"));
}
