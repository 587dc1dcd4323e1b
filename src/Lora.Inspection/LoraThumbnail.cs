namespace Lora.Inspection;

/// <summary>A picture from the header of a file.</summary>
/// <param name="MediaType"><c>image/png</c>, <c>image/jpeg</c>, <c>image/webp</c> or <c>image/gif</c>, detected from the bytes.</param>
/// <param name="Content">The bytes of the picture.</param>
public sealed record LoraThumbnail(string MediaType, ReadOnlyMemory<byte> Content);
