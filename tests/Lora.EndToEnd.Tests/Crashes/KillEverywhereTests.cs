using System.Globalization;
using System.Net.Sockets;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests.Crashes;

/// <summary>
/// The server is killed, by SIGKILL, before and after every call of its stores, in everything that changes something. It is started again, the client does again
/// what it did, and after one sweep there is nothing but what should be there.
/// </summary>
/// <remarks>A short pass is part of every run; <c>eng/soak-kill.sh</c> sets <c>LORA_KILLS</c> and makes as many as that.</remarks>
[Collection(AloneCollection.Name)]
public sealed class KillEverywhereTests(ITestOutputHelper output)
{
    private const int ShortPass = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("LORA_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills / 2 : ShortPass;

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Whatever_was_under_way_when_the_server_died_comes_to_its_end(BackEndKind kind)
    {
        var random = Seed.Random(output);
        var deeds = Deed.AllOf(LoraFile.PartSizeOn(kind));
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await VictimServer.StartAsync(backEnd);
        var steps = await CountStepsAsync(server, backEnd, deeds);
        output.WriteLine(string.Join(", ", steps.Select(pair => $"{pair.Key}: {pair.Value} steps")));
        var tally = new KillTally(kind.ToString());
        try
        {
            while (tally.Total < Kills)
            {
                // Every deed gets as many kills as it has steps, each of them somewhere else.
                var deed = deeds[tally.Total % deeds.Count];
                var step = 1 + random.Next(steps[deed]);
                if (await DieAsync(server, backEnd, deed, step))
                {
                    tally.Count(deed.Name);
                }
            }

            tally.End();
        }
        finally
        {
            // How far it came says something also when it was stopped.
            output.WriteLine(tally.ToString());
            tally.Keep();
        }
    }

    private static async Task<Dictionary<Deed, int>> CountStepsAsync(VictimServer server, BackEnd backEnd, IReadOnlyList<Deed> deeds)
    {
        var steps = new Dictionary<Deed, int>();
        foreach (var deed in deeds)
        {
            var id = await deed.PrepareAsync(server.As("ada"));
            await server.DieAtAsync(int.MaxValue);
            await deed.ActAsync(server.As("ada"), id);
            steps[deed] = await server.StepsAsync();
            await AssertInOrderAsync(server, backEnd, deed);
        }

        return steps;
    }

    private static async Task<bool> DieAsync(VictimServer server, BackEnd backEnd, Deed deed, int step)
    {
        var id = await deed.PrepareAsync(server.As("ada"));
        await server.DieAtAsync(step);
        var died = await DiesAsync(() => deed.ActAsync(server.As("ada"), id));
        if (died)
        {
            await Eventually.IsTrueAsync(() => Task.FromResult(server.Process.HasExited ? null : "the server has hung up and lives"), Patience);
            await server.ReviveAsync();
        }

        // The client does what a client does: it tries again until it is told how it ended.
        await Eventually.IsTrueAsync(() => RetryAsync(server, deed, id, step), Patience);
        await AssertInOrderAsync(server, backEnd, deed, step);
        return died;
    }

    private static async Task<bool> DiesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (HttpRequestException fault) when (fault.StatusCode is null)
        {
            return true;
        }
        catch (SocketException)
        {
            // It died in the moment in which it was connected to.
            return true;
        }
    }

    private static async Task<string?> RetryAsync(VictimServer server, Deed deed, string id, int step)
    {
        try
        {
            await deed.ActAsync(server.As("ada"), id);
            return null;
        }
        catch (HttpRequestException fault) when (fault.Message.Contains("\"retryable\":true", StringComparison.Ordinal))
        {
            return $"{deed} at step {step}: {fault.Message}";
        }
    }

    private static async Task AssertInOrderAsync(VictimServer server, BackEnd backEnd, Deed deed, int step = 0)
    {
        await server.SweepLaterAsync();
        var left = await backEnd.TakeInventoryAsync();
        Assert.True(left.FindOrphans() is null, $"{deed}, killed at step {step}: {left.FindOrphans()}");
        Assert.True(left.Records.Count == deed.Leaves, $"{deed}, killed at step {step}: {left.Records.Count} LoRAs instead of {deed.Leaves}.");
        foreach (var lora in await server.As("ada").ListAsync())
        {
            await server.As("ada").StatusOfAsync(HttpMethod.Delete, $"api/lora/{lora["id"]}");
        }
    }
}
