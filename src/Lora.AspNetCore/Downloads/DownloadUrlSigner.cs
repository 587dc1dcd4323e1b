using Lora.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Creates URLs of the application's own download endpoint under its public address. Engines fetch them, so <see cref="ILoraUrlSigner.Sign"/> ignores the current request.
/// </summary>
internal sealed class DownloadUrlSigner(IOptions<LoraHttpOptions> options, ApiGroups groups, DownloadTickets tickets) : ILoraUrlSigner
{
    /// <summary>Gets the application's public address without a slash at the end, or <see langword="null"/> if it is not set.</summary>
    public string? PublicAddress => options.Value.PublicUrl?.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public Uri? Sign(LoraRecord record, DateTimeOffset expiresAt) =>
        PublicAddress is { } address ? Sign(record, expiresAt, $"{address}/{groups.Path}") : null;

    /// <summary>Creates a URL below the address of a mapped API. It ends in the file's name, because engines look at the extension.</summary>
    public Uri Sign(LoraRecord record, DateTimeOffset expiresAt, string api)
    {
        // The last part of the key is the file's name in safe characters.
        var name = record.StorageKey[(record.StorageKey.LastIndexOf('/') + 1)..];
        var ticket = tickets.Issue(record.Workspace, record.Id, expiresAt);
        return new Uri($"{api}/{record.Id}/download/{name}?ticket={ticket}");
    }
}
