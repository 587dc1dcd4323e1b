using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>Many files on disk, no two of them alike, that a page with the modules of uploads sends.</summary>
/// <remarks>Chromium holds half a gigabyte of files that a page makes, with every slice of them, in its memory, and cannot read what goes beyond that.</remarks>
internal sealed class FileLoad(IPage page) : IDisposable
{
    private const string AddInput =
        """
        () => document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true }))
        """;

    private const string SendAll =
        """
        async () => {
          const keys = [...document.querySelector('input').files].map(file => engine.add(file));
          const results = [];
          for (const key of keys) {
            const { name, state, fault } = await engine.settled(key);
            results.push({ Name: name, State: state, Fault: fault?.code ?? null });
          }
          return results;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Gives files of such sizes to the engine and waits until each of them is done, has failed or needs the person.</summary>
    public async Task<IReadOnlyList<SentFile>> SendAsync(IEnumerable<long> sizes, TimeSpan deadline)
    {
        var files = sizes.Select((size, place) => LoraFile.Make(_folder, string.Create(CultureInfo.InvariantCulture, $"style-{place:0000}.safetensors"), size)).ToList();
        await page.EvaluateAsync(AddInput);
        await page.Locator("input").SetInputFilesAsync(files.Select(file => file.Path));
        try
        {
            var results = await page.EvaluateAsync<JsonElement>(SendAll).WaitAsync(deadline);
            var sent = results.Deserialize<List<SentFile>>()!;
            return [.. await Task.WhenAll(sent.Zip(files, async (outcome, file) => outcome with { Sha256 = await file.Sha256Async() }))];
        }
        catch (TimeoutException fault)
        {
            throw new TimeoutException($"After {deadline.TotalSeconds:0} seconds still under way: {await DescribeAsync()}", fault);
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<string> DescribeAsync() => page.EvaluateAsync<string>(
        "() => JSON.stringify(engine.snapshots.filter(upload => upload.state !== 'done' && upload.state !== 'waiting').slice(0, 10))");
}
