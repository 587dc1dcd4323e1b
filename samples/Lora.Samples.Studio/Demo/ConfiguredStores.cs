namespace Lora.Samples.Studio.Demo;

/// <summary>Chooses the stores by configuration, so that the same binary runs on a laptop and in production.</summary>
internal static class ConfiguredStores
{
    public static LoraBuilder UseConfiguredStores(this LoraBuilder lora, IConfigurationSection settings)
    {
        var connection = Required(settings, "ConnectionString");
        _ = settings["Database"] switch
        {
            "sqlite" => lora.UseSqlite(connection),
            "postgresql" => lora.UsePostgreSql(connection),
            var other => throw new InvalidOperationException($"Lora:Database is '{other}'. Set it to 'sqlite' or 'postgresql'."),
        };
        return settings["Files"] switch
        {
            "folder" => lora.UseFileSystem(Required(settings, "Folder")),
            "s3" => lora.UseS3(options => settings.GetSection("S3").Bind(options)),
            var other => throw new InvalidOperationException($"Lora:Files is '{other}'. Set it to 'folder' or 's3'."),
        };
    }

    private static string Required(IConfigurationSection settings, string key) =>
        settings[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"Lora:{key} is not set.");
}
