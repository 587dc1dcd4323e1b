using System.Globalization;

namespace Lora.Storage.S3.Signing;

/// <summary>Identifies a part of an upload.</summary>
internal readonly record struct S3PartName(string MultipartId, int Number)
{
    public string Query => string.Create(CultureInfo.InvariantCulture, $"partNumber={Number}&uploadId={Uri.EscapeDataString(MultipartId)}");
}
