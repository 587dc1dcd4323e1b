namespace Lora.Inspection;

/// <summary>A small picture from a header.</summary>
/// <param name="MediaType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>, by its bytes.</param>
/// <param name="Content">The bytes.</param>
public sealed record LoraThumbnail(string MediaType, ReadOnlyMemory<byte> Content);
