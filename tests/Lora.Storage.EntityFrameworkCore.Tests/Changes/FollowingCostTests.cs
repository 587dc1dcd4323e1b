using System.Security.Claims;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.EntityFrameworkCore.Tests.Uploads;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lora.Storage.EntityFrameworkCore.Tests.Changes;

/// <summary>Fifty libraries are open on a server while files are uploaded.</summary>
public sealed class FollowingCostTests
{
    private const int Circuits = 50;
    private const int Uploads = 20;

    [Fact]
    public async Task Change_costs_three_commands_for_all_circuits_of_a_server_together()
    {
        using var folder = new TemporaryFolder();
        using var log = new StatementLog();
        await using var machine = await Machine.StartAsync(
            builder => builder.UseInMemory().UseSqlite($"Data Source={folder.File("lora.db")}").UseWorkspaceResolver(static _ => Samples.Workspace),
            services => services.AddSingleton<ILoraUserAccessor, SignedIn>().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)));
        var scopes = Enumerable.Range(0, Circuits).Select(_ => machine.Services.CreateScope()).ToList();
        var clients = scopes.ConvertAll(static scope => scope.ServiceProvider.GetRequiredService<ILoraClient>());
        var received = new List<LoraChange>[Circuits];
        for (var circuit = 0; circuit < Circuits; circuit++)
        {
            var own = received[circuit] = [];
            await clients[circuit].SubscribeAsync(own.Add);
        }

        var commands = 0;
        for (var upload = 0; upload < Uploads; upload++)
        {
            using var file = new MemoryStream(LoraTestFile.Create("style.safetensors", 4096, upload));
            (await machine.Services.GetRequiredService<LoraManager>().UploadAsync(Samples.Workspace, $"style {upload}.safetensors", file.Length, file)).OrThrow();
            Assert.All(received, changes => Assert.Equal(upload + 1, changes.Count));
            log.Clear();

            // What a library reads when it shows a change.
            await Task.WhenAll(clients.Select(async (client, circuit) =>
            {
                Assert.Equal($"style {upload}", (await client.FindAsync(received[circuit][^1].Id.ToString()))!.Name);
                Assert.Equal(upload + 1, (await client.CountFamiliesAsync()).Values.Sum());
                Assert.Equal(upload + 1, (await client.GetWorkspaceAsync()).Usage.Loras);
            }));
            commands += log.Commands.Count;
        }

        Assert.Equal(3 * Uploads, commands);
        scopes.ForEach(static scope => scope.Dispose());
    }

    private sealed class SignedIn : ILoraUserAccessor
    {
        public ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default) => new(new ClaimsPrincipal(new ClaimsIdentity("test")));
    }
}
