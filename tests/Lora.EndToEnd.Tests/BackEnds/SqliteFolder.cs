using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>SQLite and a folder, the default stores.</summary>
internal sealed class SqliteFolder : BackEnd
{
    private const string Unfinished = ".uploads";

    private static readonly TimeSpan KeyPatience = TimeSpan.FromSeconds(1);

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
            try
            {
                if (!key.StartsWith(Unfinished + '/', StringComparison.Ordinal))
                {
                    objects[key] = file.Length;
                }
            }
            catch (FileNotFoundException)
            {
                // Another test has just deleted it.
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, long>>(objects);
    }

    protected override async Task<IReadOnlyList<string>> ListUnfinishedAsync()
    {
        var uploads = new List<string>();
        foreach (var folder in Directory.EnumerateFileSystemEntries(Path.Combine(Files, Unfinished)))
        {
            var key = await ReadKeyAsync(folder);
            if (Path.Exists(folder))
            {
                uploads.Add($"{key} ({Path.GetFileName(folder)})");
            }
        }

        return uploads;
    }

    /// <summary>
    /// Reads the key of an unfinished upload. An upload of another test may be just beginning or ending, so a missing key is awaited for as long as the folder
    /// exists; if it stays missing, the result is empty.
    /// </summary>
    private static async Task<string> ReadKeyAsync(string folder)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            var key = "";
            try
            {
                key = await File.ReadAllTextAsync(Path.Combine(folder, "key"));
            }
            catch (IOException)
            {
                // Not yet or no longer there.
            }

            if (key.Length > 0 || !Path.Exists(folder) || watch.Elapsed > KeyPatience)
            {
                return key;
            }
        }
    }
}
