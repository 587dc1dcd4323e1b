namespace Lora.AspNetCore.Contracts;

/// <summary>Problem details (RFC 9457) with the members that this API adds.</summary>
/// <param name="Type"><c>about:blank</c>: there is no page about the problem.</param>
/// <param name="Title">The name of the status.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What went wrong and what to do, for users.</param>
/// <param name="Code">The stable code, of <see cref="LoraErrorCodes"/>, for programs.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="Issues">All issues; the first has the code <paramref name="Code"/>.</param>
/// <param name="TraceId">The id of the request in the log.</param>
internal sealed record LoraProblem(
    string Type, string Title, int Status, string Detail, string Code, bool Retryable, IReadOnlyList<LoraIssue> Issues, string TraceId);
