namespace Lora;

/// <summary>
/// Specifies the kind of S3 server: what it verifies, which URLs it accepts, and how it differs from AWS. Single options override the values of
/// the profile.
/// </summary>
public enum LoraS3Profile
{
    /// <summary>
    /// Detects the profile by the host of the service URL: <see cref="Aws"/> without a URL, <see cref="RunPod"/> and <see cref="CloudflareR2"/> by their host names,
    /// otherwise <see cref="Compatible"/>.
    /// </summary>
    Auto = 0,

    /// <summary>Amazon S3. Verifies the SHA-256 of every part and returns one for the whole object.</summary>
    Aws = 1,

    /// <summary>
    /// Any other server: uses only what all servers accept. The SHA-256 of a part is verified by servers that verify the signed payload hash, such as Ceph and MinIO.
    /// </summary>
    Compatible = 2,

    /// <summary>A server that supports the newer S3 checksums, such as Ceph 20. Verifies the SHA-256 of every part and returns one for the whole object.</summary>
    Modern = 3,

    /// <summary>
    /// RunPod network volumes. They don't accept signed URLs, so uploads and downloads go through this application, which verifies digests itself. Parts have at most
    /// 500 MB, and there are neither CORS rules nor lifecycle rules.
    /// </summary>
    RunPod = 4,

    /// <summary>Cloudflare R2. It does not document that it verifies the SHA-256 of parts, so this application does for bytes that pass through it.</summary>
    CloudflareR2 = 5,

    /// <summary>
    /// MinIO. Verifies the SHA-256 of a part that the signature covers. It lists uploads for complete keys only, allows uploads from every site by default,
    /// and aborts abandoned uploads itself.
    /// </summary>
    Minio = 6,
}
