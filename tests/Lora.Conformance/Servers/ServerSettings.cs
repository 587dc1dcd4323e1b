namespace Lora.Conformance.Servers;

/// <summary>The settings of a test server: from environment variables, otherwise from the file in <c>artifacts/servers</c> that its script in <c>eng/</c> wrote.</summary>
public sealed class ServerSettings
{
    private readonly Dictionary<string, string> _file;

    private ServerSettings(Dictionary<string, string> file) => _file = file;

    /// <summary>Reads a file of <c>NAME=value</c> lines below the root of the repository.</summary>
    public static ServerSettings Read(string fileName)
    {
        var path = Path.Combine(RepositoryFolder.Path, "artifacts", "servers", fileName);
        return new ServerSettings(File.Exists(path) ? Parse(File.ReadLines(path)) : []);
    }

    public string? Find(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : _file.GetValueOrDefault(name);

    private static Dictionary<string, string> Parse(IEnumerable<string> lines) => lines
        .Select(line => line.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);
}
