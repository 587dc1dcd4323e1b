namespace Lora.Inspection;

/// <summary>One thing found in a file that a person should know.</summary>
/// <param name="Code">A stable code of <see cref="InspectionCodes"/>.</param>
/// <param name="Message">A sentence for a person: what it is, and what to do where something can be done.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record InspectionIssue(string Code, string Message, InspectionSeverity Severity);
