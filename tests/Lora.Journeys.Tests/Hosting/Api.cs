using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Lora.Journeys.Tests.Hosting;

/// <summary>A client of the HTTP API for one user.</summary>
public sealed class Api : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly SocketsHttpHandler Connections = new() { UseCookies = false };

    public Api(Uri address, LoraWorkspaceId workspace)
    {
        Http = new HttpClient(Connections, disposeHandler: false) { BaseAddress = new Uri(address, "api/lora/") };
        Http.DefaultRequestHeaders.Add("X-User", Uri.EscapeDataString(workspace.Value));
    }

    public HttpClient Http { get; }

    public async Task<LoraItem> UploadAsync(string fileName, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", fileName } };
        using var response = await Http.PostAsync(new Uri("upload", UriKind.Relative), form);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("results")[0].GetProperty("lora").Deserialize<LoraItem>(Json)!;
    }

    public async Task<LoraItem> UploadInPartsAsync(string fileName, byte[] bytes)
    {
        using var begun = await Http.PostAsJsonAsync("uploads", new { fileName, size = bytes.Length });
        var upload = await begun.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(begun.IsSuccessStatusCode, upload.ToString());
        var id = upload.GetProperty("id").GetString();
        var partSize = upload.GetProperty("partSize").GetInt32();
        for (var number = 1; number <= upload.GetProperty("partCount").GetInt32(); number++)
        {
            var from = (number - 1) * partSize;
            using var part = new ByteArrayContent(bytes, from, Math.Min(partSize, bytes.Length - from));
            using var put = await Http.PutAsync(new Uri($"uploads/{id}/parts/{number}", UriKind.Relative), part);
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }

        return await CompleteAsync(id!);
    }

    /// <summary>Completes an upload. Like any client it repeats the call when the server is busy with other inspections and says when to try again.</summary>
    private async Task<LoraItem> CompleteAsync(string id)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var done = await Http.PostAsync(new Uri($"uploads/{id}/complete", UriKind.Relative), null);
            if (done.StatusCode == HttpStatusCode.ServiceUnavailable && done.Headers.RetryAfter?.Delta is { } delay && attempt < 10)
            {
                await Task.Delay(delay);
                continue;
            }

            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
            return (await done.Content.ReadFromJsonAsync<LoraItem>(Json))!;
        }
    }

    public async Task<LoraUrl> GetUrlAsync(LoraId id, int seconds) =>
        (await Http.GetFromJsonAsync<LoraUrl>($"{id}/url?seconds={seconds}", Json))!;

    public async Task<IReadOnlyList<LoraItem>> ListAsync()
    {
        var items = new List<LoraItem>();
        for (string? after = null; ;)
        {
            var page = await Http.GetFromJsonAsync<LoraPage<LoraItem>>($"?take=7{(after is null ? "" : "&after=" + Uri.EscapeDataString(after))}", Json);
            items.AddRange(page!.Items);
            if ((after = page.Next) is null)
            {
                return items;
            }
        }
    }

    public void Dispose() => Http.Dispose();
}
