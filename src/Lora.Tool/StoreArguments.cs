namespace Lora.Tool;

/// <summary>Which database and which storage a command works on.</summary>
internal sealed record StoreArguments
{
    private const string Sqlite = "--sqlite";
    private const string PostgreSql = "--postgresql";
    private const string Folder = "--folder";
    private const string Bucket = "--bucket";

    private static readonly string[] Names = [Sqlite, PostgreSql, Folder, Bucket, "--service-url", "--region"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads arguments. Without <paramref name="needsStorage"/> a storage may be named, so that the same arguments do for every command, but counts for nothing.</summary>
    public static StoreArguments? Parse(IReadOnlyList<string> arguments, bool needsStorage, out string? fault)
    {
        var parsed = new StoreArguments();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var name = arguments[index];
            if (!Names.Contains(name))
            {
                fault = $"Unknown option: {name}";
                return null;
            }

            if (index + 1 == arguments.Count || !parsed._values.TryAdd(name, arguments[index + 1]))
            {
                fault = $"{name} needs one value.";
                return null;
            }
        }

        fault = parsed.Fault(needsStorage);
        return fault is null ? parsed : null;
    }

    /// <summary>Chooses the stores. S3 takes its credentials where the AWS command line does.</summary>
    /// <exception cref="ArgumentException">A connection string cannot be understood.</exception>
    public void Choose(LoraBuilder builder, bool needsStorage)
    {
        if (_values.TryGetValue(Sqlite, out var sqlite))
        {
            builder.UseSqlite(sqlite);
        }
        else
        {
            builder.UsePostgreSql(_values[PostgreSql]);
        }

        if (!needsStorage)
        {
            return;
        }

        if (_values.TryGetValue(Folder, out var folder))
        {
            builder.UseFileSystem(folder);
        }
        else
        {
            builder.UseS3(options =>
            {
                options.Bucket = _values[Bucket];
                options.ServiceUrl = _values.GetValueOrDefault("--service-url");
                options.Region = _values.GetValueOrDefault("--region");
            });
        }
    }

    private string? Fault(bool needsStorage) =>
        _values.ContainsKey(Sqlite) == _values.ContainsKey(PostgreSql) ? $"Name one database: {Sqlite} or {PostgreSql}, with a connection string."
        : needsStorage && _values.ContainsKey(Folder) == _values.ContainsKey(Bucket) ? $"Name one storage: {Folder} or {Bucket}."
        : null;
}
