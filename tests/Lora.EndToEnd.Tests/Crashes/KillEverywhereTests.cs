using System.Globalization;
using System.Net.Sockets;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests.Crashes;

/// <summary>
/// The server is killed (SIGKILL) before or after any store call of each operation that changes data. Then it is restarted, the client repeats the operation, and after one
/// sweep the database and the storage are consistent.
/// </summary>
/// <remarks>The test suite runs a short pass. <c>eng/soak-kill.sh</c> sets the number of kills with <c>LORA_KILLS</c>.</remarks>
[Collection(KillCollection.Name)]
public sealed class KillEverywhereTests(ITestOutputHelper output)
{
    private const int ShortPass = 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("LORA_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills / 2 : ShortPass;

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Operation_can_be_repeated_after_the_server_was_killed_at_any_step(BackEndKind kind)
    {
        var random = Seed.Random(output);
        var scenarios = CrashScenario.All(LoraFile.PartSize);
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await CrashHostServer.StartAsync(backEnd);
        var steps = await CountStepsAsync(server, backEnd, scenarios);
        output.WriteLine(string.Join(", ", steps.Select(pair => $"{pair.Key}: {pair.Value} steps")));
        var tally = new KillTally(kind.ToString());
        try
        {
            while (tally.Total < Kills)
            {
                // Scenarios take turns; the step is random.
                var scenario = scenarios[tally.Total % scenarios.Count];
                var step = 1 + random.Next(steps[scenario]);
                if (await CrashAsync(server, backEnd, scenario, step))
                {
                    tally.Count(scenario.Name);
                }
            }

            tally.End();
        }
        finally
        {
            // The tally is useful for failed runs too.
            output.WriteLine(tally.ToString());
            tally.Save();
        }
    }

    private static async Task<Dictionary<CrashScenario, int>> CountStepsAsync(CrashHostServer server, BackEnd backEnd, IReadOnlyList<CrashScenario> scenarios)
    {
        var steps = new Dictionary<CrashScenario, int>();
        foreach (var scenario in scenarios)
        {
            var id = await scenario.PrepareAsync(server.As("ada"));
            await server.CrashAtAsync(int.MaxValue);
            await scenario.ActAsync(server.As("ada"), id);
            steps[scenario] = await server.StepsAsync();
            await AssertConsistentAsync(server, backEnd, scenario);
        }

        return steps;
    }

    private static async Task<bool> CrashAsync(CrashHostServer server, BackEnd backEnd, CrashScenario scenario, int step)
    {
        var id = await scenario.PrepareAsync(server.As("ada"));
        await server.CrashAtAsync(step);
        var crashed = await IsDisconnectedAsync(() => scenario.ActAsync(server.As("ada"), id));
        if (crashed)
        {
            await Eventually.IsTrueAsync(() => Task.FromResult(server.Process.HasExited ? null : "the server disconnected but is still running"), Timeout);
            await server.RecoverAsync();
        }

        // Like any client, it retries until it gets a final response.
        await Eventually.IsTrueAsync(() => RetryAsync(server, scenario, id, step), Timeout);
        await AssertConsistentAsync(server, backEnd, scenario, step);
        return crashed;
    }

    private static async Task<bool> IsDisconnectedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            return true;
        }
        catch (SocketException)
        {
            // The server was killed while the client was connecting.
            return true;
        }
    }

    private static async Task<string?> RetryAsync(CrashHostServer server, CrashScenario scenario, string id, int step)
    {
        try
        {
            await scenario.ActAsync(server.As("ada"), id);
            return null;
        }
        catch (HttpRequestException exception) when (exception.Message.Contains("\"retryable\":true", StringComparison.Ordinal))
        {
            return $"{scenario} at step {step}: {exception.Message}";
        }
    }

    private static async Task AssertConsistentAsync(CrashHostServer server, BackEnd backEnd, CrashScenario scenario, int step = 0)
    {
        await server.SweepLaterAsync();
        var left = await backEnd.TakeInventoryAsync();
        Assert.True(left.FindOrphans() is null, $"{scenario}, killed at step {step}: {left.FindOrphans()}");
        Assert.True(left.Records.Count == scenario.Remaining, $"{scenario}, killed at step {step}: {left.Records.Count} LoRAs instead of {scenario.Remaining}.");
        foreach (var lora in await server.As("ada").ListAsync())
        {
            await server.As("ada").StatusOfAsync(HttpMethod.Delete, $"api/lora/{lora["id"]}");
        }
    }
}
