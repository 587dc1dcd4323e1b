namespace Lora.EndToEnd.Tests;

/// <summary>A temporary folder, deleted with its content when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lora-end-to-end-").FullName;

    public string this[params string[] path] => System.IO.Path.Combine([Path, .. path]);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }
}
