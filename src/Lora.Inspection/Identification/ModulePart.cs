namespace Lora.Inspection.Identification;

/// <summary>The part of a pipeline that a module belongs to, as the beginning of its name tells.</summary>
internal enum ModulePart : byte
{
    /// <summary>The name does not tell.</summary>
    Unnamed = 0,
    Denoiser,
    TextEncoder,
}
