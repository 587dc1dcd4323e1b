using System.Data.Common;
using System.Security.Cryptography;

namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>A fresh database and a fresh place for files, looked into from behind the application's back.</summary>
internal abstract class BackEnd : IAsyncDisposable
{
    public abstract BackEndKind Kind { get; }

    /// <summary>What tells the studio to use it, by names in the environment.</summary>
    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>SQL for the storage key, the size and the state of every LoRA.</summary>
    protected abstract string SelectRecords { get; }

    /// <summary>SQL for the storage key, the size and the state of every upload session.</summary>
    protected abstract string SelectUploads { get; }

    public static async Task<BackEnd> CreateAsync(BackEndKind kind) => kind switch
    {
        BackEndKind.SqliteFolder => new SqliteFolder(),
        _ => await PostgresCeph.CreateAsync(),
    };

    /// <summary>All that is in it now.</summary>
    public async Task<Inventory> TakeInventoryAsync()
    {
        // Rows first: what is promoted or removed meanwhile shows as a difference, and the next look settles it.
        await using var database = await ConnectAsync();
        var records = await RowsAsync(database, SelectRecords);
        var uploads = await RowsAsync(database, SelectUploads);
        return new Inventory(records, uploads, await ListObjectsAsync(), await ListUnfinishedAsync());
    }

    /// <summary>The SHA-256 of an object, of the bytes as they lie in storage.</summary>
    public async Task<string> Sha256Async(string key)
    {
        await using var stream = await OpenAsync(key);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task<Stream> OpenAsync(string key);

    protected abstract Task<DbConnection> ConnectAsync();

    /// <summary>Every object by key, with its size.</summary>
    protected abstract Task<IReadOnlyDictionary<string, long>> ListObjectsAsync();

    /// <summary>Every multipart upload that storage has begun and not ended.</summary>
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
