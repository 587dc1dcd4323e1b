using Lora.Storage.S3;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Registers S3 as the storage for LoRA files.</summary>
public static class LoraS3Extensions
{
    /// <summary>Stores LoRA files in a bucket of AWS or of an S3-compatible server.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="bucket">The name of the bucket.</param>
    /// <param name="configure">Configures the options.</param>
    public static LoraBuilder UseS3(this LoraBuilder builder, string bucket, Action<LoraS3Options>? configure = null) => builder.UseS3(options =>
    {
        options.Bucket = bucket;
        configure?.Invoke(options);
    });

    /// <summary>Stores LoRA files in a bucket of AWS or of an S3-compatible server. Use <see cref="LoraS3Bucket"/> to set up the bucket and check it for problems.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Configures the options, at least <see cref="LoraS3Options.Bucket"/>.</param>
    public static LoraBuilder UseS3(this LoraBuilder builder, Action<LoraS3Options> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<LoraS3Options>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoraS3Options>, LoraS3OptionsValidator>());
        builder.Services.TryAddSingleton(static provider => new S3Connection(
            provider.GetRequiredService<IOptions<LoraS3Options>>().Value,
            provider,
            (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Lora.Files.S3")));
        builder.Services.TryAddSingleton(static provider => new LoraS3Bucket(provider.GetRequiredService<S3Connection>(), Management(provider)));
        return builder
            .UseFileStore(static provider =>
            {
                var connection = provider.GetRequiredService<S3Connection>();
                return new S3Store(connection, new S3Diagnosis(connection, Management(provider)));
            })
            .AddInitializer(static provider => new S3Initializer(provider));
    }

    private static LoraManagementOptions Management(IServiceProvider provider) => provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value;
}
