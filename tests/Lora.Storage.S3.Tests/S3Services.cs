using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lora.Storage.S3.Tests;

internal static class S3Services
{
    public static ServiceProvider Build(Action<LoraS3Options> configure, ILoggerFactory? logs = null, Action<LoraManagementOptions>? manage = null)
    {
        var services = new ServiceCollection();
        if (logs is not null)
        {
            services.AddSingleton(logs);
        }

        services.AddLoraCore(manage).UseS3(configure);
        return services.BuildServiceProvider();
    }
}
