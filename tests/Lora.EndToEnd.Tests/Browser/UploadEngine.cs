using System.Text.Json;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The upload modules in a page of the application that has no components.</summary>
internal sealed class UploadEngine(IPage page)
{
    private const string Begin =
        """
        async changes => {
          const { engineFor } = await import('/_content/Lora.Components/upload/engine.js');
          const { settings } = await import('/_content/Lora.Components/upload/settings.js');
          Object.assign(settings, changes);
          window.engine = engineFor({ uploadsPath: '/api/lora/uploads', apiPath: '/api/lora' });
          window.fileOf = ({ name, size, header, mark }) => {
            const bytes = new Uint8Array(size);
            bytes.set(Uint8Array.from(atob(header), character => character.charCodeAt(0)));
            for (let place = 64 * 1024; place < size; place += 64 * 1024) {
              bytes[place - 1] = mark + place / (64 * 1024);
            }
            bytes[size - 1] = mark;
            return new File([bytes], name, { lastModified: 1_700_000_000_000 });
          };
        }
        """;

    /// <summary>Opens a page without components and loads the modules with changed settings.</summary>
    public static async Task<UploadEngine> StartAsync(IPage page, object? settings = null, string address = "/studio.css")
    {
        await page.GotoAsync(address);
        await page.EvaluateAsync(Begin, settings ?? new { });
        return new UploadEngine(page);
    }

    /// <summary>Adds a file to the queue.</summary>
    /// <returns>The key of the upload.</returns>
    public Task<string> AddAsync(string name, long size, int mark = 1) =>
        page.EvaluateAsync<string>("file => engine.add(fileOf(file))", new { name, size, header = Convert.ToBase64String(LoraFile.Beginning(size)), mark });

    /// <summary>Returns the SHA-256 of the file that <see cref="AddAsync"/> creates.</summary>
    public Task<string> Sha256Async(string name, long size, int mark = 1) => page.EvaluateAsync<string>(
        "async file => (await import('/_content/Lora.Components/upload/digest.js')).sha256Of(fileOf(file))",
        new { name, size, header = Convert.ToBase64String(LoraFile.Beginning(size)), mark });

    /// <summary>Waits until an upload is done, has failed or needs the user.</summary>
    /// <returns>The state and, if the upload failed, the error code.</returns>
    public async Task<(string State, string? Fault)> WaitForEndAsync(string key)
    {
        var last = await page.EvaluateAsync<JsonElement>("key => engine.settled(key)", key);
        return (last.GetProperty("state").GetString()!, last.GetProperty("error") is { ValueKind: JsonValueKind.Object } error ? error.GetProperty("code").GetString() : null);
    }

    /// <summary>Waits until this number of bytes of the only upload is acknowledged.</summary>
    public Task WaitForSentAsync(long bytes) => Eventually.IsTrueAsync(
        async () => await page.EvaluateAsync<long>("() => engine.snapshots[0].sent") is var sent && sent == bytes ? null : $"{sent} bytes are acknowledged, not {bytes}",
        TimeSpan.FromSeconds(30));
}
