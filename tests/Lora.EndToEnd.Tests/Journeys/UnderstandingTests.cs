using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Files are inspected before they are uploaded, and the detected facts are shown and used.</summary>
[Collection(LibraryCollection.Name)]
public sealed class UnderstandingTests(Studios studios)
{
    [Fact]
    public async Task Unusable_files_are_rejected_before_they_are_uploaded()
    {
        using var folder = new TemporaryFolder();
        var whole = Wan();
        await File.WriteAllBytesAsync(folder["cut-off.safetensors"], whole.AsMemory(0, whole.Length - 1000));
        await File.WriteAllTextAsync(folder["page.safetensors"], "<!DOCTYPE html><html><body>Sign in</body></html>");
        await File.WriteAllBytesAsync(folder["hostile.ckpt"], Hostile());
        await File.WriteAllBytesAsync(folder["hidden.ckpt"], Hidden());
        var room = await studios.OpenAsync();
        await using var visit = await Visit.BeginAsync(studios, room, "refused-by-content", new Display(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();

        await studio.Library.PickAsync(folder["cut-off.safetensors"], folder["page.safetensors"], folder["hostile.ckpt"], folder["hidden.ckpt"]);

        await Expect(studio.Library.Upload("cut-off.safetensors")).ToContainTextAsync("cut off");
        await Expect(studio.Library.Upload("page.safetensors")).ToContainTextAsync("HTML page");
        await Expect(studio.Library.Upload("hostile.ckpt")).ToContainTextAsync("could run malicious code");
        await Expect(studio.Library.Upload("hidden.ckpt")).ToContainTextAsync("could run malicious code");
        await Expect(studio.Library.Uploads.GetByRole(AriaRole.Button, new() { Name = "Choose again" })).ToHaveCountAsync(4);
        Assert.All(visit.Changes, change => Assert.EndsWith("/inspect", change, StringComparison.Ordinal));
        Assert.True((await room.TakeInventoryAsync()).IsEmpty);
        await visit.ScreenshotAsync("refused");
        await visit.EndAsync();
    }

    [Fact]
    public async Task Files_dropped_together_get_individual_results()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["neon-rain_high_noise.safetensors"], Wan());
        await File.WriteAllBytesAsync(folder["whole-model.safetensors"], Checkpoint());
        await File.WriteAllTextAsync(folder["page.safetensors"], "<!DOCTYPE html><html><body>Sign in</body></html>");
        await File.WriteAllBytesAsync(folder["hostile.ckpt"], Hostile());
        var room = await studios.OpenAsync();
        await using var visit = await Visit.BeginAsync(studios, room, "dropped-together", new Display(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        await Expect(studio.Library.Files).ToBeEnabledAsync();

        await studio.Library.DropAsync(
            folder["neon-rain_high_noise.safetensors"], folder["whole-model.safetensors"], folder["page.safetensors"], folder["hostile.ckpt"]);

        await Expect(studio.Library.Card("neon-rain_high_noise")).ToContainTextAsync("Wan 14B");
        await Expect(studio.Library.Card("whole-model")).ToContainTextAsync("Not a LoRA: checkpoint");
        await Expect(studio.Library.Upload("page.safetensors")).ToContainTextAsync("HTML page");
        await Expect(studio.Library.Upload("hostile.ckpt")).ToContainTextAsync("could run malicious code");
        Assert.Equal(2, (await room.TakeInventoryAsync()).Records.Count);
        await visit.ScreenshotAsync("answers");
        await visit.EndAsync();
    }

    [Fact]
    public async Task Pair_is_detected_found_and_used()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["neon-rain_high_noise.safetensors"], Wan());
        await File.WriteAllBytesAsync(folder["neon-rain_low_noise.safetensors"], Wan(last: 1));
        var room = await studios.OpenAsync();
        await using var visit = await Visit.BeginAsync(studios, room, "understanding", new Display(1280), withoutPolicy: true);
        var problems = new List<string>();
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        await studio.Library.PickAsync(folder["neon-rain_high_noise.safetensors"], folder["neon-rain_low_noise.safetensors"]);
        var card = studio.Library.Card("neon-rain_high_noise");
        await Expect(card).ToContainTextAsync("Wan 14B");
        await Expect(card).ToContainTextAsync("LoRA · rank 4");
        await Expect(studio.Library.Card("neon-rain_low_noise")).ToContainTextAsync("Low");
        await card.GetByRole(AriaRole.Button, new() { Name = "Copy neon rain" }).ClickAsync();
        await Expect(studio.Library.Root).ToContainTextAsync("opied");
        await CheckAsync("cards");

        await card.GetByRole(AriaRole.Button, new() { Name = "Details of neon-rain_high_noise" }).ClickAsync();
        var details = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "neon-rain_high_noise" });
        await Expect(details).ToContainTextAsync("Its name says high noise.");
        await Expect(details.GetByRole(AriaRole.Region, new() { Name = "Partner" })).ToContainTextAsync("neon-rain_low_noise");
        await details.GetByRole(AriaRole.Button, new() { Name = "Copy AutoV3" }).ClickAsync();
        await Expect(details.GetByText("Copied “")).ToBeVisibleAsync();
        await CheckAsync("details");
        await details.GetByRole(AriaRole.Button, new() { Name = "Unlink neon-rain_low_noise" }).PressAsync("Enter");
        await Expect(details.GetByRole(AriaRole.Button, new() { Name = "Link…" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(details.GetByRole(AriaRole.Combobox, new() { Name = "Choose the partner" })).ToBeFocusedAsync();
        await details.GetByRole(AriaRole.Combobox, new() { Name = "Choose the partner" }).SelectOptionAsync("neon-rain_low_noise");
        var link = details.GetByRole(AriaRole.Button, new() { Name = "Link", Exact = true });
        await Expect(link).ToBeEnabledAsync();
        await link.PressAsync("Enter");
        await Expect(details).ToContainTextAsync("Linked with neon-rain_low_noise.");
        await CheckAsync("linked");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(details).ToHaveCountAsync(0);
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Details of neon-rain_high_noise" })).ToBeFocusedAsync();
        await studio.Library.CloseAsync();

        await studio.High.OpenAsync();
        await Expect(studio.High.Options).ToHaveCountAsync(1);
        await CheckAsync("fitting ones");
        await studio.High.Options.First.ClickAsync();
        await studio.Pair.GetByRole(AriaRole.Button, new() { Name = "Use it: neon-rain_low_noise" }).ClickAsync();
        await Expect(studio.Low.Root).ToContainTextAsync("neon-rain_low_noise");
        await CheckAsync("pair");

        await studio.Pair.GetByRole(AriaRole.Button, new() { Name = "Clear both" }).ClickAsync();
        await studio.High.OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show all (1 hidden)" }).ClickAsync();
        await studio.High.Options.Filter(new() { HasText = "neon-rain_low_noise" }).ClickAsync();
        await Expect(studio.Library.Confirm).ToContainTextAsync("is for the low-noise expert");
        await CheckAsync("question");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(studio.High.Opener).ToBeFocusedAsync();
        Assert.Empty(problems);
        await visit.EndAsync();

        async Task CheckAsync(string stage)
        {
            await visit.ScreenshotAsync(stage.Replace(' ', '-'));
            var result = await visit.Page.RunAxe();
            problems.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{stage}: {violation.Id} ({violation.Help}) {node.Html}")));
        }
    }

    [Fact]
    public async Task Facts_and_problems_are_shown_in_the_visitors_language()
    {
        using var folder = new TemporaryFolder();
        var whole = Wan();
        await File.WriteAllBytesAsync(folder["neon-rain_high_noise.safetensors"], whole);
        await File.WriteAllBytesAsync(folder["cut-off.safetensors"], whole.AsMemory(0, whole.Length - 1000));
        var room = await studios.OpenAsync();
        await using var visit = await Visit.BeginAsync(studios, room, "understanding-ko", new Display(390, Locale: "ko-KR"));
        await visit.OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "LoRA library" }).ClickAsync();
        var library = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "LoRA 라이브러리" });
        await Expect(library.Locator("input[type=file]")).ToBeEnabledAsync();
        await library.Locator("input[type=file]").SetInputFilesAsync([folder["cut-off.safetensors"], folder["neon-rain_high_noise.safetensors"]]);

        await Expect(library).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"{whole.Length:N0}바이트 중 {whole.Length - 1000:N0}바이트만 있습니다."));
        await library.GetByRole(AriaRole.Button, new() { Name = "neon-rain_high_noise 상세 정보" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "neon-rain_high_noise" })).ToContainTextAsync("이름에 high noise라고 적혀 있습니다.");
        await visit.ScreenshotAsync("details");
        await visit.EndAsync();
    }

    /// <summary>A pickle that would run a command when it is loaded.</summary>
    private static byte[] Hostile() => [0x80, 2, .. "cposix\nsystem\n"u8, (byte)'X', 7, 0, 0, 0, .. "echo hi"u8, 0x85, (byte)'R', (byte)'.'];

    /// <summary>Returns a ZIP file with many entries, the last of which is such a pickle.</summary>
    private static byte[] Hidden()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("m/data.pkl", [0x80, 2, .. "}."u8]);
            for (var index = 0; index < 100; index++)
            {
                Write($"m/data/{index}", new byte[30_000]);
            }

            Write("m/version", Hostile());

            void Write(string name, byte[] content)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    /// <summary>Returns a LoRA of rank 4 for the attention and feed-forward layers of two blocks of Wan 14B.</summary>
    /// <param name="last">The last byte, which makes the file different from others.</param>
    private static byte[] Wan(byte last = 0)
    {
        const int Rank = 4;
        var modules = new[] { ("self_attn.q", 5120, 5120), ("self_attn.k", 5120, 5120), ("cross_attn.q", 5120, 5120), ("ffn.0", 5120, 13824), ("ffn.2", 13824, 5120) };
        return Safetensors(
            from block in Enumerable.Range(0, 2)
            from module in modules
            from tensor in new[] { ("lora_A", Rank, module.Item2), ("lora_B", module.Item3, Rank) }
            select ($"diffusion_model.blocks.{block}.{module.Item1}.{tensor.Item1}.weight", tensor.Item2, tensor.Item3),
            last);
    }

    /// <summary>Returns a few tensors of a full checkpoint: denoiser, text encoder and VAE.</summary>
    private static byte[] Checkpoint() => Safetensors(
        from name in new[]
        {
            "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q", "model.diffusion_model.middle_block.1.transformer_blocks.0.attn1.to_q",
            "cond_stage_model.transformer.text_model.encoder.layers.0.self_attn.q_proj", "first_stage_model.encoder.mid.attn_1.q",
        }
        select ($"{name}.weight", 320, 320));

    private static byte[] Safetensors(IEnumerable<(string Name, int Rows, int Columns)> tensors, byte last = 0)
    {
        var header = new Dictionary<string, object> { ["__metadata__"] = new Dictionary<string, string> { ["modelspec.trigger_phrase"] = "neon rain" } };
        long offset = 0;
        foreach (var (name, rows, columns) in tensors)
        {
            var size = 2L * rows * columns;
            header[name] = new { dtype = "F16", shape = new[] { rows, columns }, data_offsets = new[] { offset, offset + size } };
            offset += size;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        var bytes = new byte[sizeof(long) + json.Length + offset];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, sizeof(long));
        bytes[^1] = last;
        return bytes;
    }
}
