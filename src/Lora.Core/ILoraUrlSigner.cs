namespace Lora;

/// <summary>
/// Makes URLs for LoRAs whose file store cannot sign any itself. The web package has one that leads to the application's own download endpoint under
/// <c>LoraHttpOptions.PublicUrl</c>.
/// </summary>
/// <remarks>
/// Generation engines fetch these URLs, so an implementation must not take the address from the current request: its <c>Host</c> header is written by the client.
/// </remarks>
internal interface ILoraUrlSigner
{
    /// <summary>Makes a URL for one LoRA that works until <paramref name="expiresAt"/>.</summary>
    /// <param name="record">The LoRA.</param>
    /// <param name="expiresAt">When the URL stops working (UTC). It stays the same for a while, so that the URL can (see <see cref="Storage.LoraUrlWindow"/>).</param>
    /// <returns>The URL, or <see langword="null"/> if the application's public address is not known.</returns>
    Uri? Sign(LoraRecord record, DateTimeOffset expiresAt);
}
