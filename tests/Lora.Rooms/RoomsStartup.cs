using Lora.Rooms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: HostingStartup(typeof(RoomsStartup))]

namespace Lora.Rooms;

/// <summary>
/// Lets many tests share one running application: each test has its own workspaces (<see cref="RoomWorkspace"/>), and files with several parts can be
/// small.
/// </summary>
/// <remarks>
/// The toolkit rejects part sizes below 5 MiB, as S3 does. A folder accepts parts of any size, and a test of eight parts proves the same with half a megabyte as with
/// forty. So the options are not validated here. Everything else is as the application configures it.
/// </remarks>
public sealed class RoomsStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(static services =>
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IClaimsTransformation, RoomWorkspace>();
        // A closed generic registration takes precedence over the open one of AddOptions.
        services.AddTransient<IOptionsFactory<LoraManagementOptions>>(static provider => new OptionsFactory<LoraManagementOptions>(
            provider.GetServices<IConfigureOptions<LoraManagementOptions>>(), provider.GetServices<IPostConfigureOptions<LoraManagementOptions>>()));
    });
}
