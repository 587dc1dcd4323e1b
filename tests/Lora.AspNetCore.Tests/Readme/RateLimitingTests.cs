using System.Globalization;
using System.Net;
using Lora.AspNetCore.Tests.Support;

namespace Lora.AspNetCore.Tests.Readme;

public class RateLimitingTests
{
    // The browser engine sends 4 parts at once for each of 3 files.
    private const int PartsAtOnce = 12;

    [Fact]
    public async Task Requests_beyond_the_limit_of_a_user_answer_429_with_Retry_After()
    {
        await using var host = await StartAsync();
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        var refused = await ExhaustAsync(ada);
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1), "Retry-After is missing.");
        await (await bob.GetAsync("/api/lora")).JsonAsync();
    }

    [Fact]
    public async Task Parts_at_the_pace_of_a_browser_are_never_refused()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 100)).Text("id");
        var content = Uploading.Bytes(100);
        for (var round = 0; round < 3; round++)
        {
            // The user's limit is used up, which must not matter to parts.
            await ExhaustAsync(client);
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, PartsAtOnce).Select(_ => client.PutPartAsync(id, 1, content))))
            {
                Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
            }
        }

        await (await client.PutPartAsync(id, 1, content)).JsonAsync();
    }

    [Fact]
    public void Readme_shows_the_code_that_is_tested()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Lora.Toolkit.sln")))
        {
            root = root.Parent!;
        }

        var readme = Lines(File.ReadAllLines(Path.Combine(root.FullName, "README.md"))).ToHashSet(StringComparer.Ordinal);
        var source = File.ReadAllLines(Path.Combine(root.FullName, "tests", "Lora.AspNetCore.Tests", "Readme", "RateLimiting.cs"));
        var shown = new List<string>();
        for (var (index, inside) = (0, false); index < source.Length; index++)
        {
            var marker = source[index].Trim();
            inside = marker == "// README: begin" || (inside && marker != "// README: end");
            if (inside && marker != "// README: begin")
            {
                shown.Add(source[index]);
            }
        }

        Assert.True(shown.Count > 10, string.Create(CultureInfo.InvariantCulture, $"Only {shown.Count} lines are marked."));
        Assert.All(Lines(shown), line => Assert.Contains(line, readme));
    }

    /// <summary>Sends cheap requests until one is refused.</summary>
    private static async Task<HttpResponseMessage> ExhaustAsync(HttpClient client)
    {
        for (var count = 0; count < 20_000; count += PartsAtOnce)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, PartsAtOnce).Select(_ => client.GetAsync(new Uri("/api/lora/not-an-id", UriKind.Relative))));
            if (Array.Find(answers, static answer => answer.StatusCode == HttpStatusCode.TooManyRequests) is { } refused)
            {
                return refused;
            }
        }

        throw new InvalidOperationException("No request was refused.");
    }

    private static IEnumerable<string> Lines(IEnumerable<string> lines) => lines.Select(static line => line.Trim()).Where(static line => line.Length > 0);

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(static setup =>
    {
        setup.Services = RateLimiting.Add;
        setup.Map = RateLimiting.Map;
    });
}
