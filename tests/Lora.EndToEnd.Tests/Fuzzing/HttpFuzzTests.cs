using System.Globalization;
using Lora.HttpFuzzing;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests.Fuzzing;

/// <summary>A short pass of <c>eng/fuzz-http.sh</c>, which sends 50,000 requests.</summary>
public sealed class HttpFuzzTests(RunningSamples samples, ITestOutputHelper output) : IClassFixture<RunningSamples>
{
    private const int Requests = 2000;

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData(null)]
    public async Task Samples_answer_malformed_requests_without_a_failure(string? fixedSeed)
    {
        var seed = fixedSeed is null ? (ulong)(uint)Seed.Next(output) : ulong.Parse(fixedSeed, CultureInfo.InvariantCulture);
        var run = new HttpFuzzRun(samples.Servers, seed) { Artifacts = Path.Combine(Repository.Artifacts, "http-fuzz") };

        var report = await run.ExecuteAsync(Requests, TimeSpan.FromMinutes(5));

        output.WriteLine($"seed {seed}: {report}");
        Assert.True(report.Failures.Count == 0, $"seed {seed}: {string.Join(Environment.NewLine, report.Failures)}");
        Assert.True(report.Requests >= Requests, report.ToString());
    }
}
