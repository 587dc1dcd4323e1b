using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>
/// A file in the origin private file system. Its handle is a real one that the page can store and use after a reload. The file picker of the page is replaced by one
/// that returns this file.
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

    /// <summary>Makes the file picker of each page of the visit return the file with this name.</summary>
    public static async Task<HeldFile> PlaceAsync(Visit visit, string name, long size)
    {
        await visit.Page.AddInitScriptAsync($"window.showOpenFilePicker = async () => [await (await navigator.storage.getDirectory()).getFileHandle('{name}')];");
        return new HeldFile(visit.Page, name, size);
    }

    /// <summary>Writes the file. The mark makes the content different.</summary>
    public Task WriteAsync(int mark, long? otherSize = null) => page.EvaluateAsync(
        Write, new { name, size = otherSize ?? size, header = Convert.ToBase64String(LoraFile.Beginning(size)), mark });

    public Task RemoveAsync() => page.EvaluateAsync("async name => (await navigator.storage.getDirectory()).removeEntry(name)", name);
}
