namespace Lora.Inspection.Identification;

/// <summary>Specifies the part of a pipeline that a module belongs to, from the start of its name.</summary>
internal enum ModulePart : byte
{
    /// <summary>Not known.</summary>
    Unnamed = 0,
    Denoiser,
    TextEncoder,
}
