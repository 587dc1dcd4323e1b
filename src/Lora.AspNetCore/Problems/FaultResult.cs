using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Problems;

/// <summary>Answers with problem details.</summary>
internal sealed class FaultResult(Fault fault) : IResult
{
    public FaultResult(IReadOnlyList<LoraIssue> issues)
        : this(Fault.Of(issues))
    {
    }

    public Task ExecuteAsync(HttpContext httpContext) => fault.WriteAsync(httpContext);
}
