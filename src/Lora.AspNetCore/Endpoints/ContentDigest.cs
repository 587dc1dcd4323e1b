using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Endpoints;

/// <summary>The digest of a body that its sender computed (RFC 9530, section 2): <c>Content-Digest: sha-256=:…:</c>.</summary>
internal static class ContentDigest
{
    private const string Algorithm = "sha-256=";
    private const int Sha256Bytes = 32;

    /// <summary>Reads the SHA-256. Ignores other algorithms.</summary>
    /// <returns><see langword="false"/> if the header has an invalid SHA-256.</returns>
    public static bool TryRead(HttpRequest request, out string? sha256)
    {
        sha256 = null;
        Span<byte> digest = stackalloc byte[Sha256Bytes + 1];
        foreach (var member in request.Headers.GetCommaSeparatedValues("Content-Digest"))
        {
            if (!member.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            // A byte sequence is enclosed in colons (RFC 8941, section 3.3.5).
            if (member[Algorithm.Length..] is not [':', .. var base64, ':'] || !Convert.TryFromBase64String(base64, digest, out var length) || length != Sha256Bytes)
            {
                return false;
            }

            sha256 = Convert.ToHexStringLower(digest[..length]);
        }

        return true;
    }
}
