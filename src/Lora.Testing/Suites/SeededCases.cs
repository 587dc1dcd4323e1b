using System.Globalization;
using System.Text.Json;
using Xunit.Sdk;

namespace Lora.Testing.Suites;

/// <summary>
/// Runs a check on generated cases. A failure names the seed of its case; the environment variable <c>LORA_TESTING_SEED</c> repeats the case with this seed and no other.
/// </summary>
internal static class SeededCases
{
    private const string Variable = "LORA_TESTING_SEED";

    public static async Task CheckAsync<T>(int count, Func<Random, T> generate, Func<T, Task> check)
    {
        var isRepeated = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var repeated);
        for (var number = 1; number <= (isRepeated ? 1 : count); number++)
        {
            var seed = isRepeated ? repeated : Random.Shared.Next();
            var generated = generate(new Random(seed));
            try
            {
                await check(generated);
            }
            catch (Exception exception)
            {
                throw new XunitException(
                    string.Create(CultureInfo.InvariantCulture, $"Case {number} failed. To repeat it, set {Variable}={seed}. The case: {JsonSerializer.Serialize(generated, Options)}"), exception);
            }
        }
    }

    /// <summary>Returns between <paramref name="least"/> and <paramref name="most"/> generated values.</summary>
    public static T[] Several<T>(this Random random, int least, int most, Func<T> generate) => [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => generate())];

    /// <summary>Returns one of the values.</summary>
    public static T OneOf<T>(this Random random, params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    private static JsonSerializerOptions Options { get; } = new() { IncludeFields = true };
}
