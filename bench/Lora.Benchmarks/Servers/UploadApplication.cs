using System.Globalization;

namespace Lora.Benchmarks.Servers;

/// <summary>Starts an application with the toolkit in it.</summary>
internal static class UploadApplication
{
    public static Task<ServerProcess> StartAsync(S3Storage storage, TemporaryFolder folder, IReadOnlyDictionary<string, string>? options = null)
    {
        var settings = storage.Settings.ToDictionary(setting => $"Lora:S3:{setting.Key}", setting => setting.Value);
        settings["Lora:ConnectionString"] = $"Data Source={folder[string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}.db")]}";
        foreach (var (name, value) in options ?? new Dictionary<string, string>())
        {
            settings[$"Lora:{name}"] = value;
        }

        return ServerProcess.StartAsync("application", settings);
    }
}
