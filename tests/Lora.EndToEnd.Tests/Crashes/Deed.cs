using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Lora.Conformance.Files;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Crashes;

/// <summary>Something a client does, and does again after the server died in the middle of it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="PrepareAsync">What must be there first; gives the id of what it is about, if there is one.</param>
/// <param name="ActAsync">Does it. Doing it again must come to the same end.</param>
/// <param name="Leaves">How many LoRAs there are in the end.</param>
internal sealed record Deed(string Name, Func<StudioApi, Task<string>> PrepareAsync, Func<StudioApi, string, Task> ActAsync, int Leaves)
{
    private const int Size = (int)LoraFile.PartSize + 4096;

    public static IReadOnlyList<Deed> All { get; } =
    [
        new("upload in parts", static _ => Task.FromResult(Guid.NewGuid().ToString("N")), UploadAsync, 1),
        new("upload of a form", static _ => Task.FromResult(""), SendFormAsync, 1),
        new("complete", PrepareWholeAsync, static (api, id) => api.CompleteAsync(id), 1),
        new("cancel", PrepareHalfAsync, static (api, id) => GoneAsync(api, $"api/lora/uploads/{id}"), 0),
        new("delete", static async api => (string)(await UploadAsync(api, Guid.NewGuid().ToString("N")))["id"]!, static (api, id) => GoneAsync(api, $"api/lora/{id}"), 0),
    ];

    public override string ToString() => Name;

    private static async Task<System.Text.Json.Nodes.JsonNode> UploadAsync(StudioApi api, string key)
    {
        var bytes = SoundFile.Make("neon.safetensors", Size, seed: 1);
        var upload = await api.BeginAsync("neon.safetensors", Size, key);
        foreach (var number in upload.State == "open" ? upload.Missing : [])
        {
            var part = upload.Slice(bytes, number);
            await api.PutPartAsync(upload.Id, number, part, SHA256.HashData(part.Span));
        }

        return await api.CompleteAsync(upload.Id);
    }

    // A form has no key, so what was stored before the answer got lost is told apart by looking.
    private static async Task SendFormAsync(StudioApi api, string id)
    {
        if ((await api.ListAsync()).Count > 0)
        {
            return;
        }

        using var file = new ByteArrayContent(SoundFile.Make("neon.safetensors", Size, seed: 1));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", "neon.safetensors" } };
        Assert.Equal(HttpStatusCode.OK, await api.StatusOfAsync(HttpMethod.Post, "api/lora/upload", form));
    }

    private static async Task<string> PrepareWholeAsync(StudioApi api)
    {
        var upload = await api.BeginAsync("neon.safetensors", Size);
        var bytes = SoundFile.Make("neon.safetensors", Size, seed: 1);
        foreach (var number in upload.Missing)
        {
            await api.PutPartAsync(upload.Id, number, upload.Slice(bytes, number));
        }

        return upload.Id;
    }

    private static async Task<string> PrepareHalfAsync(StudioApi api)
    {
        var upload = await api.BeginAsync("neon.safetensors", Size);
        await api.PutPartAsync(upload.Id, 1, upload.Slice(SoundFile.Make("neon.safetensors", Size, seed: 1), 1));
        return upload.Id;
    }

    // Gone is gone, whoever finished it.
    private static async Task GoneAsync(StudioApi api, string path)
    {
        var status = await api.StatusOfAsync(HttpMethod.Delete, path);
        Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, $"DELETE {path} answered {(int)status}.");
    }
}
