using System.Globalization;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests;

/// <summary>Random numbers that can be had again: a test says what they begin with, and <c>LORA_TEST_SEED</c> makes another run begin with the same.</summary>
internal static class Seed
{
    private const string Variable = "LORA_TEST_SEED";

    /// <summary>The seed of this run.</summary>
    public static int Next(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The same again: {Variable}={seed}"));
        return seed;
    }

    public static Random Random(ITestOutputHelper output) => new(Next(output));
}
