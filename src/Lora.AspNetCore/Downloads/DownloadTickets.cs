using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace Lora.AspNetCore.Downloads;

/// <summary>
/// Makes and checks the tickets that let anyone download one LoRA for a while. A ticket is encrypted and authenticated by the host's data protection keys,
/// so it tells nobody the workspace, and it works on every machine that shares the keys and after a restart.
/// </summary>
/// <remarks>
/// The same content never encrypts to the same ticket twice, so issued tickets are kept in memory: within one process, equal requests get equal URLs.
/// </remarks>
internal sealed class DownloadTickets(IDataProtectionProvider protection, TimeProvider time) : IDisposable
{
    private const int MaxKept = 4096;

    private readonly IDataProtector _protector = protection.CreateProtector("Lora.Download", "v1");
    private readonly MemoryCache _issued = new(new MemoryCacheOptions { SizeLimit = MaxKept });
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

    /// <summary>What a ticket is good for; <see langword="null"/> when it has expired, was made for another LoRA, or was not made here.</summary>
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
