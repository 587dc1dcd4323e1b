using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lora.Tool;

/// <summary>The options that name the database and the storage that a command works on.</summary>
/// <param name="needsStorage">Whether the command works on the files as well as the database.</param>
internal sealed class StoreOptions(bool needsStorage)
{
    private readonly Option<string> _sqlite = Create("--sqlite", "connection", "The connection string of the SQLite database.");
    private readonly Option<string> _postgreSql = Create("--postgresql", "connection", "The connection string of the PostgreSQL database.");
    private readonly Option<string> _folder = Create("--folder", "path", "The folder with the LoRA files.");
    private readonly Option<string> _bucket = Create("--bucket", "name", "The S3 bucket with the LoRA files. Credentials are resolved as in the AWS CLI.");
    private readonly Option<string> _serviceUrl = Create("--service-url", "url", "The URL of the S3 server, unless it is AWS.");
    private readonly Option<string> _region = Create("--region", "name", "The region of the bucket, unless the environment sets it.");
    private readonly Option<string> _keyPrefix = Create("--key-prefix", "prefix", "The host's LoraManagementOptions.KeyPrefix, unless it is the default.");

    public void AddTo(Command command)
    {
        command.Add(_sqlite);
        command.Add(_postgreSql);
        foreach (var option in (Option[])[_folder, _bucket, _serviceUrl, _region, _keyPrefix])
        {
            // Commands that need the database only accept them too, so that a script can pass the same options to every command.
            option.Hidden = !needsStorage;
            command.Add(option);
        }

        command.Validators.Add(Validate);
    }

    /// <summary>Sets the options of the host that the command depends on.</summary>
    public void Configure(LoraManagementOptions options, ParseResult result) => options.KeyPrefix = result.GetValue(_keyPrefix) ?? options.KeyPrefix;

    /// <summary>Registers the stores.</summary>
    /// <exception cref="ArgumentException">The connection string is invalid.</exception>
    public void Register(LoraBuilder builder, ParseResult result)
    {
        if (result.GetValue(_sqlite) is { } sqlite)
        {
            builder.UseSqlite(sqlite);
        }
        else
        {
            builder.UsePostgreSql(result.GetRequiredValue(_postgreSql));
        }

        if (!needsStorage)
        {
            return;
        }

        if (result.GetValue(_folder) is { } folder)
        {
            builder.UseFileSystem(folder);
        }
        else
        {
            builder.UseS3(options =>
            {
                options.Bucket = result.GetRequiredValue(_bucket);
                options.ServiceUrl = result.GetValue(_serviceUrl);
                options.Region = result.GetValue(_region);
            });
        }
    }

    private static Option<string> Create(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private void Validate(CommandResult result)
    {
        RequireOne(result, _sqlite, _postgreSql, "database", ", with a connection string");
        if (needsStorage)
        {
            RequireOne(result, _folder, _bucket, "storage", string.Empty);
        }
    }

    private static void RequireOne(CommandResult result, Option first, Option second, string what, string hint)
    {
        if (result.GetResult(first) is null == result.GetResult(second) is null)
        {
            result.AddError($"Name one {what}: {first.Name} or {second.Name}{hint}.");
        }
    }
}
