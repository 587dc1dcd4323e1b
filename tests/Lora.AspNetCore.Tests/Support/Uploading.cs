using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>Uploads through the API.</summary>
internal static class Uploading
{
    public const int PartSize = 5 * 1024 * 1024;

    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static async Task<JsonNode> UploadAsync(this HttpClient client, string fileName, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", fileName } };
        using var response = await client.PostAsync("/api/lora/upload", form);
        return (await response.JsonAsync())["results"]![0]!["lora"]!;
    }

    public static async Task<JsonNode> BeginAsync(this HttpClient client, string fileName, long size)
    {
        using var response = await client.PostAsJsonAsync("/api/lora/uploads", new { fileName, size });
        return await response.JsonAsync(HttpStatusCode.Created);
    }

    public static Task<HttpResponseMessage> PutPartAsync(this HttpClient client, string id, int number, byte[] content) =>
        client.PutAsync($"/api/lora/uploads/{id}/parts/{number}", new ByteArrayContent(content));

    /// <summary>Returns one part of a file with parts of <see cref="PartSize"/>.</summary>
    public static byte[] Part(this byte[] content, int number) =>
        content[((number - 1) * PartSize)..Math.Min(content.Length, number * PartSize)];
}
