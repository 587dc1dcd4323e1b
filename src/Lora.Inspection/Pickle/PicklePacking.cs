namespace Lora.Inspection.Pickle;

/// <summary>How bytes are compressed that can be unpacked here.</summary>
internal enum PicklePacking
{
    Deflate,
    GZip,
    ZLib,
}
