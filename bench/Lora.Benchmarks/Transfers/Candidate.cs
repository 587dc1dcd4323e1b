namespace Lora.Benchmarks.Transfers;

/// <summary>One way of sending a file.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="SendAsync">Sends the file; when it is done, storage has it whole. This is what is measured.</param>
/// <param name="RemoveAsync">Removes it again.</param>
internal sealed record Candidate(string Name, Func<Task> SendAsync, Func<Task> RemoveAsync)
{
    /// <summary>What is done before each run.</summary>
    public Func<Task> PrepareAsync { get; init; } = static () => Task.CompletedTask;

    /// <summary>How many times as much the others send. A slow one sends less, and its times are scaled to the full size.</summary>
    public double Times { get; init; } = 1;
}
