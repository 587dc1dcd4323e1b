using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Issues and validates tickets. Anyone with a ticket may download one LoRA until it expires. A ticket is encrypted and authenticated with the host's data protection keys, so
/// it does not disclose the workspace, and it works after a restart and on every server that shares the keys.
/// </summary>
/// <remarks>
/// Encryption is not deterministic, so issued tickets are cached: within one process, equal requests get equal URLs.
/// </remarks>
internal sealed class DownloadTickets(IDataProtectionProvider protection, TimeProvider time) : IDisposable
{
    private const int MaxCached = 4096;

    private readonly IDataProtector _protector = protection.CreateProtector("Lora.Download", "v1");
    private readonly MemoryCache _issued = new(new MemoryCacheOptions { SizeLimit = MaxCached });
    private readonly Lock _issuing = new();

    public string Issue(LoraWorkspaceId workspace, LoraId id, DateTimeOffset expiresAt)
    {
        var key = (workspace, id, expiresAt.UtcTicks);
        lock (_issuing)
        {
            if (_issued.TryGetValue(key, out string? known) && known is not null)
            {
                return known;
            }

            var ticket = _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{expiresAt.UtcTicks} {id} {workspace.Value}"));
            if (expiresAt - time.GetUtcNow() is { Ticks: > 0 } left)
            {
                _issued.Set(key, ticket, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left });
            }

            return ticket;
        }
    }

    public void Dispose() => _issued.Dispose();

    /// <summary>Returns the permission of a ticket, or <see langword="null"/> if the ticket has expired, is for another LoRA, or was not issued by this application.</summary>
    public DownloadTicket? Read(string? ticket, LoraId id)
    {
        if (string.IsNullOrEmpty(ticket))
        {
            return null;
        }

        string[] parts;
        try
        {
            parts = _protector.Unprotect(ticket).Split(' ', 3);
        }
        catch (CryptographicException)
        {
            return null;
        }

        var expiresAt = new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero);
        return LoraId.Parse(parts[1], CultureInfo.InvariantCulture) == id && expiresAt > time.GetUtcNow() ? new DownloadTicket(new LoraWorkspaceId(parts[2]), expiresAt) : null;
    }
}
