using Lora.Testing;

namespace Studio.Testing;

internal static class UploadedFile
{
    public static async Task UploadAsync(HttpClient client)
    {
        // begin: testing-upload
        using var form = new MultipartFormDataContent { { new ByteArrayContent(LoraTestFile.Create()), "file", "neon.safetensors" } };
        using var response = await client.PostAsync("/api/lora/upload", form);
        response.EnsureSuccessStatusCode();
        // end
    }
}
