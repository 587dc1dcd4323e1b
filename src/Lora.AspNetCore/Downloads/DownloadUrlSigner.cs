using Lora.Catalog;
using Lora.Management;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Lora.Downloads;

/// <summary>
/// Makes URLs that lead to the application's own download endpoint. They end in the file's name, because engines look at the extension.
/// </summary>
internal sealed class DownloadUrlSigner(IOptions<LoraManagementOptions> options, IHttpContextAccessor accessor, DownloadTickets tickets) : ILoraUrlSigner
{
    public Uri? Sign(LoraRecord record, DateTimeOffset expiresAt)
    {
        if (BaseAddress() is not { } address)
        {
            return null;
        }

        // The last part of the key is the file's name in safe characters.
        var name = record.StorageKey[(record.StorageKey.LastIndexOf('/') + 1)..];
        var ticket = tickets.Issue(record.Workspace, record.Id, expiresAt);
        return new Uri($"{address}/{options.Value.ApiPath.Trim('/')}/{record.Id}/download/{name}?ticket={ticket}");
    }

    private string? BaseAddress()
    {
        if (options.Value.PublicUrl is { } known)
        {
            return known.GetLeftPart(UriPartial.Path).TrimEnd('/');
        }

        return accessor.HttpContext?.Request is { Host.HasValue: true } request
            ? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}"
            : null;
    }
}
