using Lora.Storage.FileSystem;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Registers a folder as the storage for LoRA files.</summary>
public static class LoraFileSystemExtensions
{
    /// <summary>Stores LoRA files in a local folder, or in one that several machines share.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The folder, absolute or relative to the working directory of the process. It is created if it doesn't exist.</param>
    /// <param name="configure">Configures the options.</param>
    public static LoraBuilder UseFileSystem(this LoraBuilder builder, string path, Action<LoraFileSystemOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Services.AddOptions<LoraFileSystemOptions>().Configure(options => options.Path = path).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoraFileSystemOptions>, LoraFileSystemOptionsValidator>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder
            .UseFileStore(static provider => new FileSystemStore(provider.GetRequiredService<IOptions<LoraFileSystemOptions>>().Value))
            .AddInitializer(static provider => new FileSystemInitializer(provider, provider.GetRequiredService<TimeProvider>()));
    }
}
