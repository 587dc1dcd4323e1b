namespace Lora.Tool;

/// <summary>Which database and which storage a command works on.</summary>
internal sealed record StoreArguments
{
    private const string Sqlite = "--sqlite";
    private const string PostgreSql = "--postgresql";
    private const string Folder = "--folder";
    private const string Bucket = "--bucket";

    private const string KeyPrefix = "--key-prefix";
    private const string FromName = "--from";
    private const string ToName = "--to";

    private static readonly string[] Names = [Sqlite, PostgreSql, Folder, Bucket, KeyPrefix, FromName, ToName, "--service-url", "--region"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _import = [];
    private readonly List<string> _remove = [];

    /// <summary>Whether a comparison marks what is missing and what is back.</summary>
    public bool Apply { get; private init; }

    /// <summary>What a comparison imports, as <c>key=workspace</c>.</summary>
    public IReadOnlyList<string> Import => _import;

    /// <summary>The storage keys of what a comparison removes for good.</summary>
    public IReadOnlyList<string> Remove => _remove;

    /// <summary>The workspace whose LoRAs are moved; <see langword="null"/> where none was named.</summary>
    public string? From => _values.GetValueOrDefault(FromName);

    /// <summary>The workspace that receives them; <see langword="null"/> where none was named.</summary>
    public string? To => _values.GetValueOrDefault(ToName);

    /// <summary>Reads arguments. Without <paramref name="needsStorage"/> a storage may be named, so that the same arguments do for every command, but counts for nothing.</summary>
    public static StoreArguments? Parse(IReadOnlyList<string> arguments, bool needsStorage, out string? fault)
    {
        var parsed = new StoreArguments { Apply = arguments.Contains("--apply") };
        var rest = arguments.Where(static argument => argument != "--apply").ToList();
        for (var index = 0; index < rest.Count; index += 2)
        {
            var name = rest[index];
            if (name is not ("--import" or "--remove") && !Names.Contains(name))
            {
                fault = $"Unknown option: {name}";
                return null;
            }

            if (index + 1 == rest.Count || !parsed.Take(name, rest[index + 1]))
            {
                fault = $"{name} needs one value.";
                return null;
            }
        }

        fault = parsed.Fault(needsStorage);
        return fault is null ? parsed : null;
    }

    /// <summary>Sets what the host has set too, and what the work depends on.</summary>
    public void Configure(LoraManagementOptions options) => options.KeyPrefix = _values.GetValueOrDefault(KeyPrefix, options.KeyPrefix);

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

    private bool Take(string name, string value)
    {
        if (name is not ("--import" or "--remove"))
        {
            return _values.TryAdd(name, value);
        }

        (name == "--import" ? _import : _remove).Add(value);
        return true;
    }

    private string? Fault(bool needsStorage) =>
        _values.ContainsKey(Sqlite) == _values.ContainsKey(PostgreSql) ? $"Name one database: {Sqlite} or {PostgreSql}, with a connection string."
        : needsStorage && _values.ContainsKey(Folder) == _values.ContainsKey(Bucket) ? $"Name one storage: {Folder} or {Bucket}."
        : null;
}
