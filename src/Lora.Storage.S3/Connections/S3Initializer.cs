using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Storage.S3.Connections;

/// <summary>Opens the store at startup, so that a client that cannot be created fails then, and creates the bucket if the host asked for it.</summary>
internal sealed class S3Initializer(IServiceProvider services) : ILoraInitializer
{
    public async Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        // The host may have registered another store after this one.
        if (services.GetService<ILoraFileStore>() is S3Store store && services.GetRequiredService<IOptions<LoraS3Options>>().Value.CreateBucket)
        {
            await store.CreateBucketAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
