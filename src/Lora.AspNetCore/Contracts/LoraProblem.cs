namespace Lora.AspNetCore.Contracts;

/// <summary>Problem details (RFC 9457), with what this API adds.</summary>
/// <param name="Type"><c>about:blank</c>: there is no more to read than the title says.</param>
/// <param name="Title">The name of the status.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What went wrong and what to do about it, for people.</param>
/// <param name="Code">What went wrong, for programs; a stable code of <see cref="LoraErrorCodes"/>.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
/// <param name="Issues">Everything that went wrong, the first being what <paramref name="Code"/> tells.</param>
/// <param name="TraceId">What to look for in the log.</param>
internal sealed record LoraProblem(
    string Type, string Title, int Status, string Detail, string Code, bool Retryable, IReadOnlyList<LoraIssue> Issues, string TraceId);
