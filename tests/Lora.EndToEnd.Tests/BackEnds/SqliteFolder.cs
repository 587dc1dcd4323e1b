using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>SQLite and a folder, the default stores.</summary>
internal sealed class SqliteFolder : BackEnd
{
    private const string Unfinished = ".uploads";

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["lora.db"];

    private string Files => _folder["files"];

    public override BackEndKind Kind => BackEndKind.SqliteFolder;

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Lora__Database"] = "sqlite",
        ["Lora__ConnectionString"] = $"Data Source={Database}",
        ["Lora__Files"] = "folder",
        ["Lora__Folder"] = Files,
    };

    protected override string SelectRecords => "SELECT StorageKey, Size, State FROM LoraRecords";

    protected override string SelectUploads => "SELECT StorageKey, Size, State FROM LoraUploads";

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={Database};Mode=ReadWrite;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    protected override Task<Stream> OpenAsync(string key) => Task.FromResult<Stream>(File.OpenRead(Path.Combine(Files, key)));

    protected override Task<IReadOnlyDictionary<string, long>> ListObjectsAsync()
    {
        var objects = new Dictionary<string, long>();
        foreach (var file in new DirectoryInfo(Files).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var key = Path.GetRelativePath(Files, file.FullName);
            if (!key.StartsWith(Unfinished + '/', StringComparison.Ordinal))
            {
                objects[key] = file.Length;
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, long>>(objects);
    }

    protected override Task<IReadOnlyList<string>> ListUnfinishedAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Directory.EnumerateFileSystemEntries(Path.Combine(Files, Unfinished)).Select(entry => $"{KeyOf(entry)} ({Path.GetFileName(entry)})")]);

    /// <summary>Returns the key of an unfinished upload, or an empty string if its key file does not exist yet or any more.</summary>
    private static string KeyOf(string entry)
    {
        try
        {
            return File.ReadAllText(Path.Combine(entry, "key"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
