using Xunit.Sdk;

namespace Lora.Journeys.Tests.Properties;

/// <summary>
/// Runs the cases of one property in parallel. FsCheck's own <c>Parallelism</c> waits in a busy loop, which takes a processor away from the cases.
/// </summary>
/// <param name="count">The number of cases of the property.</param>
internal sealed class RunningCases(int count)
{
    private readonly List<Task> _running = [];
    private int _begun;

    /// <summary>
    /// Begins a case, and waits until fewer than <paramref name="parallel"/> are running; the last case waits for all of them. Throws the failure of any case; its message contains the
    /// value of that case.
    /// </summary>
    /// <param name="given">The generated value.</param>
    /// <param name="check">Checks the value.</param>
    /// <param name="parallel">The number of cases that run at the same time.</param>
    public async Task AddAsync<T>(T given, Func<T, Task> check, int parallel)
    {
        _running.Add(Task.Run(() => RunAsync(given, check)));
        _begun++;
        while (_running.Count >= parallel || (_begun == count && _running.Count > 0))
        {
            var ended = await Task.WhenAny(_running);
            _running.Remove(ended);
            await ended;
        }
    }

    private static async Task RunAsync<T>(T given, Func<T, Task> check)
    {
        try
        {
            await check(given);
        }
        catch (Exception exception)
        {
            throw new XunitException($"Failed for {given}: {exception.Message}", exception);
        }
    }
}
