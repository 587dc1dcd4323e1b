namespace Lora.HttpFuzzing.Hosting;

/// <summary>An error in a server's log.</summary>
/// <param name="Category">Who logged it.</param>
/// <param name="Message">What was logged.</param>
/// <param name="Exception">The exception with its stack; empty when there is none.</param>
/// <param name="TraceId">The trace of the request in which it was logged, if it was logged in one.</param>
internal sealed record LogError(string Category, string Message, string Exception, string? TraceId)
{
    private const int SignificantLines = 4;

    /// <summary>Gets what errors of one cause have in common.</summary>
    public string Signature => $"{Category}: {string.Join('\n', Exception.Split('\n').Take(SignificantLines).Select(static line => line.Trim()))}";
}
