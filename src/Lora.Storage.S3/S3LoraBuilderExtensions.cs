using Lora.Storage.S3;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Keeps LoRA files in an S3 bucket.</summary>
public static class S3LoraBuilderExtensions
{
    /// <summary>Keeps LoRA files in a bucket of AWS or of an S3-compatible server.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="configure">Says where it is and how it is reached.</param>
    public static LoraBuilder UseS3(this LoraBuilder builder, string bucket, Action<LoraS3Options>? configure = null) => builder.UseS3(options =>
    {
        options.Bucket = bucket;
        configure?.Invoke(options);
    });

    /// <summary>Keeps LoRA files in a bucket of AWS or of an S3-compatible server. <see cref="LoraS3Bucket"/> sets the bucket up, and says what is wrong with it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Names the bucket, and says where it is and how it is reached.</param>
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
