namespace Lora;

/// <summary>
/// Creates URLs for LoRAs if the file store cannot sign URLs. The web package has an implementation whose URLs use the application's own download endpoint under
/// <c>LoraHttpOptions.PublicUrl</c>.
/// </summary>
/// <remarks>
/// Generation engines fetch these URLs, so an implementation must not take the address from the current request: its <c>Host</c> header is written by the client.
/// </remarks>
internal interface ILoraUrlSigner
{
    /// <summary>Creates a URL for a LoRA that works until <paramref name="expiresAt"/>.</summary>
    /// <param name="record">The LoRA.</param>
    /// <param name="expiresAt">When the URL expires (UTC). The value stays the same for a while, so that the URL does too (see <see cref="Storage.LoraUrlWindow"/>).</param>
    /// <returns>The URL, or <see langword="null"/> if the application's public address is not known.</returns>
    Uri? Sign(LoraRecord record, DateTimeOffset expiresAt);
}
