using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>Uploads many different files from disk in a page with the upload modules.</summary>
/// <remarks>The files are on disk because Chromium keeps files that a page creates in memory, and can't read them beyond half a gigabyte.</remarks>
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

    /// <summary>Uploads files of these sizes and waits until each upload is done, has failed or needs the user.</summary>
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
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Still in progress after {deadline.TotalSeconds:0} seconds: {await DescribeAsync()}", exception);
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<string> DescribeAsync() => page.EvaluateAsync<string>(
        "() => JSON.stringify(engine.snapshots.filter(upload => upload.state !== 'done' && upload.state !== 'waiting').slice(0, 10))");
}
