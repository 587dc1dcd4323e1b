using Lora.Rooms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: HostingStartup(typeof(RoomsStartup))]

namespace Lora.Rooms;

/// <summary>
/// Lets many tests share one running application: each has workspaces of its own (<see cref="RoomWorkspace"/>), and files that are cut into several parts may be
/// small.
/// </summary>
/// <remarks>
/// The toolkit refuses parts below 5 MiB, because S3 does. A folder takes parts of any size, and a test of eight parts proves the same with half a megabyte as with
/// forty. Hence the options are not validated here; everything else is as the application configures it.
/// </remarks>
public sealed class RoomsStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(static services =>
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IClaimsTransformation, RoomWorkspace>();
        // A closed registration is preferred to the open one that AddOptions makes.
        services.AddTransient<IOptionsFactory<LoraManagementOptions>>(static provider => new OptionsFactory<LoraManagementOptions>(
            provider.GetServices<IConfigureOptions<LoraManagementOptions>>(), provider.GetServices<IPostConfigureOptions<LoraManagementOptions>>()));
    });
}
