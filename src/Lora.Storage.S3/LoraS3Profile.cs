namespace Lora;

/// <summary>
/// Which kind of S3 server keeps the files: what it checks, which addresses it takes, and which of its own rules one must know. Single options override what
/// a profile says.
/// </summary>
public enum LoraS3Profile
{
    /// <summary>
    /// By the host of the service URL: <see cref="Aws"/> without one, <see cref="RunPod"/> and <see cref="CloudflareR2"/> by their names,
    /// otherwise <see cref="Compatible"/>.
    /// </summary>
    Auto = 0,

    /// <summary>Amazon S3. Checks the SHA-256 of every part, and tells one of the whole.</summary>
    Aws = 1,

    /// <summary>
    /// Any other server: the least that all of them take. Checks the SHA-256 of a part where the signature covers it, as Ceph and MinIO do, and tells none of the whole.
    /// </summary>
    Compatible = 2,

    /// <summary>A server that knows the newer checksums of S3, such as Ceph 20. Checks the SHA-256 of every part, and tells one of the whole.</summary>
    Modern = 3,

    /// <summary>
    /// Network volumes of RunPod. They take no signed URLs, so uploads and downloads go through this application, which checks digests itself; parts have 500 MB at
    /// most; there are neither CORS rules nor rules that remove abandoned uploads.
    /// </summary>
    RunPod = 4,

    /// <summary>Cloudflare R2. It does not say that it checks the SHA-256 of parts, so this application does where bytes pass through it.</summary>
    CloudflareR2 = 5,

    /// <summary>
    /// MinIO. Checks the SHA-256 of a part where the signature covers it. It lists uploads for whole keys only, lets every site send unless it is set up otherwise,
    /// and removes abandoned uploads by itself.
    /// </summary>
    Minio = 6,
}
