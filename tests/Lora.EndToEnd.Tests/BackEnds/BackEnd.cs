using System.Data.Common;
using System.Security.Cryptography;

namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>A new database and a new file storage that tests inspect directly.</summary>
internal abstract class BackEnd : IAsyncDisposable
{
    public abstract BackEndKind Kind { get; }

    /// <summary>The environment variables that configure the studio to use it.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The SQL query for storage key, size and state of all LoRAs.</summary>
    protected abstract string SelectRecords { get; }

    /// <summary>The SQL query for storage key, size and state of all upload sessions.</summary>
    protected abstract string SelectUploads { get; }

    public static async Task<BackEnd> CreateAsync(BackEndKind kind) => kind switch
    {
        BackEndKind.SqliteFolder => new SqliteFolder(),
        _ => await PostgresCeph.CreateAsync(),
    };

    /// <summary>Returns all rows, objects and unfinished uploads.</summary>
    public async Task<Inventory> TakeInventoryAsync()
    {
        // A change between the queries shows as an inconsistency; callers that wait for consistency query again.
        await using var database = await ConnectAsync();
        var records = await RowsAsync(database, SelectRecords);
        var uploads = await RowsAsync(database, SelectUploads);
        return new Inventory(records, uploads, await ListObjectsAsync(), await ListUnfinishedAsync());
    }

    /// <summary>Returns the SHA-256 of a stored object.</summary>
    public async Task<string> Sha256Async(string key)
    {
        await using var stream = await OpenAsync(key);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task<Stream> OpenAsync(string key);

    protected abstract Task<DbConnection> ConnectAsync();

    /// <summary>Returns the size of each object by key.</summary>
    protected abstract Task<IReadOnlyDictionary<string, long>> ListObjectsAsync();

    /// <summary>Returns all unfinished multipart uploads of the storage.</summary>
    protected abstract Task<IReadOnlyList<string>> ListUnfinishedAsync();

    private static async Task<IReadOnlyList<StoredRow>> RowsAsync(DbConnection database, string sql)
    {
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // The text is a constant.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<StoredRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new StoredRow(reader.GetString(0), reader.GetInt64(1), reader.GetInt32(2)));
        }

        return rows;
    }
}
