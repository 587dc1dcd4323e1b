namespace Lora.Journeys.Tests.BackEnds;

/// <summary>SQLite and a folder, the default stores.</summary>
public sealed class SqliteFolder : IBackEnd
{
    private readonly string _root = Directory.CreateTempSubdirectory("lora-journeys-").FullName;

    public string KeyPrefix => "loras";

    public Task StartAsync() => Task.CompletedTask;

    public void Use(LoraBuilder lora) =>
        lora.UseSqlite($"Data Source={Path.Combine(_root, "lora.db")}").UseFileSystem(Path.Combine(_root, "files"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
