using System.Text.Json.Nodes;

namespace Lora.HttpFuzzing.Hosting;

/// <summary>Both samples, running. Several runs can use them one after the other.</summary>
public sealed class FuzzServers : IAsyncDisposable
{
    private FuzzServers(SampleServer studio, SampleServer shop, JsonNode document) => (Studio, Shop, Document) = (studio, shop, document);

    internal SampleServer Studio { get; }

    internal SampleServer Shop { get; }

    /// <summary>The OpenAPI document of the studio.</summary>
    internal JsonNode Document { get; }

    /// <summary>Starts the samples.</summary>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="configuration">Debug or Release: the build of the samples that is started.</param>
    /// <exception cref="InvalidOperationException">A sample does not start.</exception>
    public static async Task<FuzzServers> StartAsync(string root, string configuration)
    {
        Task<SampleServer>[] starts = [SampleServer.StartAsync(root, "Lora.Samples.Studio", configuration), SampleServer.StartAsync(root, "Lora.Samples.ExistingForm", configuration)];
        try
        {
            var servers = await Task.WhenAll(starts).ConfigureAwait(false);
            using var client = new HttpClient();
            var document = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:{servers[0].Port}/openapi/v1.json")).ConfigureAwait(false))!;
            return new FuzzServers(servers[0], servers[1], document);
        }
        catch
        {
            foreach (var start in starts.Where(static start => start.IsCompletedSuccessfully))
            {
                await (await start.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Studio.DisposeAsync().ConfigureAwait(false);
        await Shop.DisposeAsync().ConfigureAwait(false);
    }
}
