namespace Lora.HttpFuzzing.Hosting;

/// <summary>An error in a server's log.</summary>
/// <param name="Category">Who logged it.</param>
/// <param name="Message">What was logged.</param>
/// <param name="Exception">The exception with its stack; empty when there is none.</param>
/// <param name="TraceId">The trace of the request in which it was logged, if it was logged in one.</param>
internal sealed record LogError(string Category, string Message, string Exception, string? TraceId)
{
    private const int SignificantCalls = 3;

    /// <summary>Gets what errors of one cause have in common: the type of the exception and where it was thrown. Its message often quotes the request.</summary>
    public string Signature
    {
        get
        {
            var lines = Exception.Split('\n');
            var calls = lines.Select(static line => line.Trim()).Where(static line => line.StartsWith("at ", StringComparison.Ordinal)).Take(SignificantCalls);
            return $"{Category}: {string.Join('\n', calls.Prepend(lines[0].Split(':')[0]))}";
        }
    }
}
