namespace Lora.Benchmarks.Transfers;

/// <summary>Sends a stream by the toolkit, in this process.</summary>
internal sealed class StreamClient(Toolkit toolkit, Payload payload)
{
    private LoraId _id;

    public async Task SendAsync()
    {
        await using var stream = new PayloadStream(payload, canSeek: false);
        var result = await toolkit.Manager.UploadAsync(Toolkit.Workspace, "bench.safetensors", payload.Size, stream);
        _id = result.Succeeded ? result.Value.Id : throw new InvalidOperationException(result.Issues[0].Message);
    }

    public Task RemoveAsync() => toolkit.Manager.DeleteAsync(Toolkit.Workspace, _id);
}
