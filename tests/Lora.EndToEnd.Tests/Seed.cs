using System.Globalization;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests;

/// <summary>Reproducible random numbers: a test prints its seed, and the environment variable <c>LORA_TEST_SEED</c> sets it.</summary>
internal static class Seed
{
    private const string Variable = "LORA_TEST_SEED";

    /// <summary>The seed of this run.</summary>
    public static int Next(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed: {Variable}={seed}"));
        return seed;
    }

    public static Random Random(ITestOutputHelper output) => new(Next(output));
}
