namespace Lora.Inspection.Pickle;

/// <summary>Specifies the supported compressions.</summary>
internal enum PicklePacking
{
    Deflate,
    GZip,
    ZLib,
}
