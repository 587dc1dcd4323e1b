using System.Buffers.Binary;
using System.Text.Json;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>A circuit ends at messages over 32 KB. Reports about many files, and about files with long metadata, stay below this size.</summary>
[Collection(LibraryCollection.Name)]
public sealed class MessageSizeTests(Studios studios)
{
    private const int Count = 50;
    private static readonly string[] WordKeys = ["modelspec.trigger_phrase", "trigger_phrase", "trigger_words", "trigger_word"];

    [Fact]
    public async Task Circuit_survives_reports_of_many_duplicates_with_long_names_and_words()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "message-size");
        var bytes = Wordy();
        await stage.Room.As("ada").UploadAsync($"{new string('봄', 180)}.safetensors", bytes);
        await stage.OpenAsync();
        var skip = stage.Library.Uploads.GetByRole(AriaRole.Button, new() { Name = "Skip", Exact = true });

        await stage.Library.Files.SetInputFilesAsync(Enumerable.Range(0, Count).Select(number => new FilePayload
        {
            Name = $"{number} {new string('꽃', 235)}.safetensors",
            MimeType = "application/octet-stream",
            Buffer = bytes,
        }));
        await Expect(skip).ToHaveCountAsync(Count);

        // Another component receives all of them at once.
        await stage.Library.CloseAsync();
        await stage.Studio.ChooseModelAsync("qwen-image-edit");
        await Expect(stage.Studio.Pair).ToHaveCountAsync(0);
        await stage.Visit.Page.GetByRole(AriaRole.Button, new() { Name = "LoRA library" }).ClickAsync();
        await Expect(skip).ToHaveCountAsync(Count);
        await skip.First.ClickAsync();
        await Expect(skip).ToHaveCountAsync(Count - 1);
        await stage.Visit.EndAsync();
    }

    /// <summary>Returns a valid file with the maximum number and length of trigger words.</summary>
    private static byte[] Wordy()
    {
        var metadata = WordKeys.ToDictionary(
            static key => key, static key => string.Join(", ", Enumerable.Range(0, 12).Select(number => $"{key} {number} {new string('봄', 250)}")));
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["__metadata__"] = metadata,
            ["lora_unet_mid.lora_down.weight"] = new { dtype = "U8", shape = new[] { 8 }, data_offsets = new[] { 0, 8 } },
        });
        var bytes = new byte[sizeof(long) + header.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, sizeof(long));
        return bytes;
    }
}
