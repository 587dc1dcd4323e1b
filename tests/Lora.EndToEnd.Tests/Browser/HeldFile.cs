using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>
/// A file in the browser's own file system, whose handles are real: a page keeps them, and they outlive it. The picker of the page gives it away, as a person would
/// who chooses it.
/// </summary>
internal sealed class HeldFile(IPage page, string name, long size)
{
    private const string Write =
        """
        async ({ name, size, header, mark }) => {
          const folder = await navigator.storage.getDirectory();
          const handle = await folder.getFileHandle(name, { create: true });
          const writer = await handle.createWritable();
          await writer.write(Uint8Array.from(atob(header), character => character.charCodeAt(0)));
          await writer.truncate(size);
          await writer.write({ type: "write", position: size - 1, data: new Uint8Array([mark]) });
          await writer.close();
        }
        """;

    public string Name => name;

    public string Title => Path.GetFileNameWithoutExtension(name);

    /// <summary>Makes every page of this window pick the file of that name.</summary>
    public static async Task<HeldFile> PlaceAsync(Visit visit, string name, long size)
    {
        await visit.Page.AddInitScriptAsync($"window.showOpenFilePicker = async () => [await (await navigator.storage.getDirectory()).getFileHandle('{name}')];");
        return new HeldFile(visit.Page, name, size);
    }

    /// <summary>Writes it; another mark is another content.</summary>
    public Task WriteAsync(int mark, long? otherSize = null) => page.EvaluateAsync(
        Write, new { name, size = otherSize ?? size, header = Convert.ToBase64String(LoraFile.Beginning(size)), mark });

    public Task RemoveAsync() => page.EvaluateAsync("async name => (await navigator.storage.getDirectory()).removeEntry(name)", name);
}
