using System.Security.Cryptography;
using Lora.Storage;
using Lora.Workflows;

namespace Lora.Core.Tests.Management;

/// <summary>A client that uploads a file in parts.</summary>
internal sealed class Sender(Toolkit toolkit, int size = (2 * Toolkit.PartSize) + 1000, string fileName = "neon.safetensors", int seed = 1)
{
    public byte[] Content { get; } = Toolkit.Bytes(size, seed);

    public UploadRequest Request(string? key = null, string? owner = null) => new(fileName, size) { ClientKey = key, Owner = owner };

    public Task<LoraResult<LoraUploadStatus>> BeginAsync(string? key = null, string? owner = null, LoraWorkspaceId? workspace = null) =>
        toolkit.Manager.BeginUploadAsync(workspace ?? toolkit.Ada, Request(key, owner));

    public byte[] Part(LoraUpload upload, int number) => Content.AsSpan((int)upload.Parts.OffsetOf(number), (int)upload.Parts.SizeOf(number)).ToArray();

    public string Digest(LoraUpload upload, int number) => Convert.ToHexStringLower(SHA256.HashData(Part(upload, number)));

    /// <summary>Sends a part, or other bytes instead, with their correct checksum.</summary>
    public Task<LoraResult<LoraFilePart>> PutAsync(LoraUpload upload, int number, byte[]? bytes = null, bool announced = true) =>
        toolkit.Manager.PutPartAsync(
            upload.Workspace, upload.Id, number, new MemoryStream(bytes ?? Part(upload, number)), sha256: announced ? Digest(upload, number) : null);

    public async Task PutMissingAsync(LoraUploadStatus status)
    {
        foreach (var number in Enumerable.Range(1, status.Upload.Parts.Count).Except(status.Stored))
        {
            (await PutAsync(status.Upload, number)).OrThrow();
        }
    }

    public Task<LoraResult<LoraRecord>> CompleteAsync(LoraUpload upload) => toolkit.Manager.CompleteUploadAsync(upload.Workspace, upload.Id);

    public async Task<LoraRecord> SendAsync(string? key = null, LoraWorkspaceId? workspace = null)
    {
        var begun = (await BeginAsync(key, workspace: workspace)).OrThrow();
        await PutMissingAsync(begun);
        return (await CompleteAsync(begun.Upload)).OrThrow();
    }
}
