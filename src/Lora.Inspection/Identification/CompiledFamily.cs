namespace Lora.Inspection.Identification;

/// <summary>A family with its compiled layouts.</summary>
/// <param name="Family">The family.</param>
/// <param name="Layouts">Its layouts.</param>
internal sealed record CompiledFamily(FamilyRule Family, CompiledLayout[] Layouts);
