namespace Lora.Wire;

/// <summary>Unfinished uploads.</summary>
/// <param name="Uploads">The uploads, newest first.</param>
internal sealed record UploadListBody(IReadOnlyList<UploadBody> Uploads);
