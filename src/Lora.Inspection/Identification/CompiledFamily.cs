namespace Lora.Inspection.Identification;

/// <summary>A family with its layouts, ready to be looked for.</summary>
/// <param name="Family">The family.</param>
/// <param name="Layouts">Its layouts.</param>
internal sealed record CompiledFamily(LoraFamilyRule Family, CompiledLayout[] Layouts);
