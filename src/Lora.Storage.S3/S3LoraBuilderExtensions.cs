using Lora.Files.S3;
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

    /// <summary>Keeps LoRA files in a bucket of AWS or of an S3-compatible server.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Names the bucket, and says where it is and how it is reached.</param>
    public static LoraBuilder UseS3(this LoraBuilder builder, Action<LoraS3Options> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<LoraS3Options>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoraS3Options>, LoraS3OptionsValidator>());
        return builder
            .UseFileStore(static provider => new S3Store(new S3Connection(
                provider.GetRequiredService<IOptions<LoraS3Options>>().Value,
                provider,
                (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Lora.Files.S3"))))
            .AddInitializer(static provider => new S3Initializer(provider));
    }
}
