using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Problems;

/// <summary>Writes problem details.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public ProblemResult(IReadOnlyList<LoraIssue> issues)
        : this(Problem.Of(issues))
    {
    }

    public Task ExecuteAsync(HttpContext httpContext) => problem.WriteAsync(httpContext);
}
