using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>Many files in the memory of a page that has the modules of uploads. No two are alike, and large ones take little room.</summary>
internal sealed class FileCrowd(IPage page)
{
    private const string Prepare =
        """
        async () => {
          const { sha256Of } = await import('/_content/Lora.Components/upload/digest.js');
          const mebibyte = 1024 * 1024;
          const noise = new Uint8Array(mebibyte);
          for (let place = 0; place < mebibyte; place += 65536) {
            crypto.getRandomValues(noise.subarray(place, place + 65536));
          }
          const block = new Blob([noise]);
          window.makeFile = ({ name, size, header }) => {
            const mark = new TextEncoder().encode(name.padEnd(64));
            const pieces = [Uint8Array.from(atob(header), character => character.charCodeAt(0))];
            for (let left = size - pieces[0].length; left > 0;) {
              const length = Math.min(left, mebibyte);
              pieces.push(mark.slice(0, length), block.slice(0, Math.max(0, length - mark.length)));
              left -= length;
            }
            return new File(pieces, name, { lastModified: 1_700_000_000_000 });
          };
          window.sendAll = async files => {
            const sent = files.map(file => ({ file: makeFile(file), key: null }));
            sent.forEach(entry => { entry.key = engine.add(entry.file); });
            const results = [];
            for (const { file, key } of sent) {
              const { state, fault } = await engine.settled(key);
              results.push({ Name: file.name, State: state, Fault: fault?.code ?? null, Sha256: await sha256Of(file) });
            }
            return results;
          };
        }
        """;

    public static async Task<FileCrowd> PrepareAsync(IPage page)
    {
        await page.EvaluateAsync(Prepare);
        return new FileCrowd(page);
    }

    /// <summary>Gives files of such sizes to the engine and waits until each of them is done, has failed or needs the person.</summary>
    public async Task<IReadOnlyList<SentFile>> SendAsync(IEnumerable<long> sizes, TimeSpan deadline)
    {
        var files = sizes.Select((size, place) => new
        {
            name = string.Create(CultureInfo.InvariantCulture, $"style-{place:0000}.safetensors"),
            size,
            header = Convert.ToBase64String(LoraFile.Beginning(size)),
        });
        try
        {
            var results = await page.EvaluateAsync<JsonElement>("files => sendAll(files)", files.ToArray()).WaitAsync(deadline);
            return results.Deserialize<List<SentFile>>()!;
        }
        catch (TimeoutException fault)
        {
            throw new TimeoutException($"After {deadline.TotalSeconds:0} seconds still under way: {await DescribeAsync()}", fault);
        }
    }

    private Task<string> DescribeAsync() => page.EvaluateAsync<string>(
        "() => JSON.stringify(engine.snapshots.filter(upload => upload.state !== 'done' && upload.state !== 'waiting').slice(0, 10))");
}
