using Lora.Catalog;

namespace Lora.Management;

/// <summary>Makes URLs for LoRAs whose file store cannot sign any itself. The web package has one that leads to the application's own download endpoint.</summary>
public interface ILoraUrlSigner
{
    /// <summary>Makes a URL for one LoRA that works until <paramref name="expiresAt"/>; <see langword="null"/> when the application's own address is not known.</summary>
    Uri? Sign(LoraRecord record, DateTimeOffset expiresAt);
}
