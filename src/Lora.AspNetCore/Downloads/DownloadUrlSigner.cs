using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Makes URLs that lead to the application's own download endpoint under its public address. Engines fetch them, so nothing here knows of a request.
/// </summary>
internal sealed class DownloadUrlSigner(IOptions<LoraManagementOptions> options, DownloadTickets tickets) : ILoraUrlSigner
{
    public Uri? Sign(LoraRecord record, DateTimeOffset expiresAt) =>
        options.Value.PublicUrl is { } known ? Sign(record, expiresAt, known.GetLeftPart(UriPartial.Path).TrimEnd('/')) : null;

    /// <summary>Makes a URL under an address of this application. It ends in the file's name, because engines look at the extension.</summary>
    public Uri Sign(LoraRecord record, DateTimeOffset expiresAt, string address)
    {
        // The last part of the key is the file's name in safe characters.
        var name = record.StorageKey[(record.StorageKey.LastIndexOf('/') + 1)..];
        var ticket = tickets.Issue(record.Workspace, record.Id, expiresAt);
        return new Uri($"{address}/{options.Value.ApiPath.Trim('/')}/{record.Id}/download/{name}?ticket={ticket}");
    }
}
