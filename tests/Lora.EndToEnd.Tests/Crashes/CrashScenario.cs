using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Lora.EndToEnd.Tests.Hosting;
using Lora.Testing;

namespace Lora.EndToEnd.Tests.Crashes;

/// <summary>A client operation that is repeated after the server was killed during it.</summary>
/// <param name="Name">The display name.</param>
/// <param name="PrepareAsync">Creates what the operation needs. Returns the id that it acts on, or an empty string.</param>
/// <param name="ActAsync">Runs the operation. It must be idempotent.</param>
/// <param name="Remaining">The number of LoRAs after the operation.</param>
internal sealed record CrashScenario(string Name, Func<StudioApi, Task<string>> PrepareAsync, Func<StudioApi, string, Task> ActAsync, int Remaining)
{
    /// <summary>Returns all scenarios. Their files have two parts.</summary>
    /// <param name="partSize">The size of a part, in bytes.</param>
    public static IReadOnlyList<CrashScenario> All(long partSize)
    {
        var bytes = LoraTestFile.Create("neon.safetensors", (int)partSize + 4096, seed: 1);
        return
        [
            new("upload in parts", static _ => Task.FromResult(Guid.NewGuid().ToString("N")), (api, key) => UploadAsync(api, bytes, key), 1),
            new("upload of a form", static _ => Task.FromResult(""), (api, _) => SendFormAsync(api, bytes), 1),
            new("complete", api => PrepareCompleteAsync(api, bytes), static (api, id) => api.CompleteAsync(id), 1),
            new("cancel", api => PrepareHalfAsync(api, bytes), static (api, id) => DeleteAsync(api, $"api/lora/uploads/{id}"), 0),
            new("delete", async api => (string)(await UploadAsync(api, bytes, Guid.NewGuid().ToString("N")))["id"]!, static (api, id) => DeleteAsync(api, $"api/lora/{id}"), 0),
        ];
    }

    public override string ToString() => Name;

    private static async Task<System.Text.Json.Nodes.JsonNode> UploadAsync(StudioApi api, byte[] bytes, string key)
    {
        var upload = await api.BeginAsync("neon.safetensors", bytes.Length, key);
        foreach (var number in upload.State == "open" ? upload.Missing : [])
        {
            var part = upload.Slice(bytes, number);
            await api.PutPartAsync(upload.Id, number, part, SHA256.HashData(part.Span));
        }

        return await api.CompleteAsync(upload.Id);
    }

    // A form has no client key, so the list shows whether the file was stored before the response was lost.
    private static async Task SendFormAsync(StudioApi api, byte[] bytes)
    {
        if ((await api.ListAsync()).Count > 0)
        {
            return;
        }

        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", "neon.safetensors" } };
        Assert.Equal(HttpStatusCode.OK, await api.StatusOfAsync(HttpMethod.Post, "api/lora/upload", form));
    }

    private static async Task<string> PrepareCompleteAsync(StudioApi api, byte[] bytes)
    {
        var upload = await api.BeginAsync("neon.safetensors", bytes.Length);
        foreach (var number in upload.Missing)
        {
            await api.PutPartAsync(upload.Id, number, upload.Slice(bytes, number));
        }

        return upload.Id;
    }

    private static async Task<string> PrepareHalfAsync(StudioApi api, byte[] bytes)
    {
        var upload = await api.BeginAsync("neon.safetensors", bytes.Length);
        await api.PutPartAsync(upload.Id, 1, upload.Slice(bytes, 1));
        return upload.Id;
    }

    // After a crash the sweeper may already have deleted it, so 404 is a success too.
    private static async Task DeleteAsync(StudioApi api, string path)
    {
        var status = await api.StatusOfAsync(HttpMethod.Delete, path);
        Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, $"DELETE {path} answered {(int)status}.");
    }
}
