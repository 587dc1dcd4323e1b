using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Storage.S3.Connections;

/// <summary>Opens the store at start, so that a client that cannot be made is told then, and creates the bucket where the host wants that.</summary>
internal sealed class S3Initializer(IServiceProvider services) : ILoraInitializer
{
    public async Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        // Another store may have been chosen after this one.
        if (services.GetService<ILoraFileStore>() is S3Store store && services.GetRequiredService<IOptions<LoraS3Options>>().Value.CreateBucket)
        {
            await store.CreateBucketAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
