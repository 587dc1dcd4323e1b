using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Lora.Load;

/// <summary>A person who checks a file, uploads it in parts, looks at the list and at the LoRA, and deletes it.</summary>
internal static class NormalUser
{
    private const string Name = "style.safetensors";
    private const int Start = 64 * 1024;
    private const int DataLength = 20 * 1024 * 1024;

    private static readonly byte[] File = MakeFile();
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task RunOnceAsync(Uri address, Tally tally)
    {
        using var client = Users.ClientOf(address, "ada");
        if (await AskAsync(HttpMethod.Get, "api/lora") is null
            || await AskAsync(
                HttpMethod.Post,
                string.Create(CultureInfo.InvariantCulture, $"api/lora/inspect?fileName={Name}&size={File.Length}&ranges=0-{Start - 1},{File.Length - Start}-{File.Length - 1}"),
                new ByteArrayContent([.. File[..Start], .. File[^Start..]])) is null
            || await AskAsync(HttpMethod.Post, "api/lora/uploads", JsonContent.Create(new { fileName = Name, size = File.Length })) is not { } session)
        {
            await Task.Delay(Pause);
            return;
        }

        var id = (string)session["id"]!;
        var partSize = (int)session["partSize"]!;
        for (var number = 1; number <= (int)session["partCount"]!; number++)
        {
            var offset = (number - 1) * partSize;
            await AskAsync(HttpMethod.Put, $"api/lora/uploads/{id}/parts/{number}", new ByteArrayContent(File, offset, Math.Min(partSize, File.Length - offset)));
        }

        await AskAsync(HttpMethod.Post, $"api/lora/uploads/{id}/complete");
        await AskAsync(HttpMethod.Get, $"api/lora/{id}/inspection");
        await AskAsync(HttpMethod.Delete, $"api/lora/{id}");

        async Task<JsonNode?> AskAsync(HttpMethod method, string path, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            using var response = await tally.SendAsync(client, request);
            if (response is null)
            {
                return null;
            }

            var text = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode)
            {
                Console.WriteLine($"{method} {path}: {(int)response.StatusCode} {text}");
                return null;
            }

            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text);
        }
    }

    /// <summary>Makes a LoRA of one large tensor among small ones.</summary>
    private static byte[] MakeFile()
    {
        var entries = new List<string>();
        var end = 0;
        for (var block = 0; block < 200; block++)
        {
            Add($"lora_unet_double_blocks_{block}_img_mod_lin.lora_down.weight", 4, 64);
            Add($"lora_unet_double_blocks_{block}_img_mod_lin.lora_up.weight", 64, 4);
        }

        Add("lora_unet_single_blocks_0_linear1.lora_down.weight", 4, DataLength / 4);
        var header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        var bytes = new byte[sizeof(long) + header.Length + end];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, sizeof(long));
        return bytes;

        void Add(string name, int rows, int columns)
        {
            entries.Add($$"""{{'"'}}{{name}}{{'"'}}:{"dtype":"U8","shape":[{{rows}},{{columns}}],"data_offsets":[{{end}},{{end + (rows * columns)}}]}""");
            end += rows * columns;
        }
    }
}
