using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>The IndexedDB database that stores unfinished uploads, shared with other pages that may use other versions.</summary>
[Collection(EngineCollection.Name)]
public sealed class UploadMemoryTests(Studios studios)
{
    private const long Size = 2 * LoraFile.PartSize;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const string Hold =
        """
        () => new Promise(resolve => {
          const request = indexedDB.open('lora-uploads', 1);
          request.onupgradeneeded = () => request.result.createObjectStore('sessions', { keyPath: 'id' });
          request.onsuccess = () => {
            window.held = request.result;
            window.deleted = new Promise(done => { indexedDB.deleteDatabase('lora-uploads').onsuccess = () => done(true); });
            resolve();
          };
        })
        """;

    private const string Count =
        """
        () => new Promise(resolve => {
          indexedDB.open('lora-uploads').onsuccess = ({ target: { result: database } }) => {
            const request = database.transaction('sessions').objectStore('sessions').count();
            request.onsuccess = () => {
              database.close();
              resolve(request.result);
            };
          };
        })
        """;

    [Fact]
    public async Task Blocked_database_does_not_delay_uploads_and_is_used_later()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "memory-stuck");
        stage.Visit.Expect("404");
        var page = stage.Visit.Page;
        var engine = await UploadEngine.StartAsync(page, new { databaseTimeout = 2_000 });
        // Like a page that keeps the database open while another one deletes it.
        await page.EvaluateAsync(Hold);
        await page.EvaluateAsync("() => engine.find()").WaitAsync(Timeout);
        Assert.Equal("done", (await engine.WaitForEndAsync(await engine.AddAsync("first.safetensors", Size)).WaitAsync(Timeout)).State);

        await page.EvaluateAsync("() => { held.close(); return deleted; }").WaitAsync(Timeout);
        var gate = await PartGate.PlaceAsync(page, passes: 0);
        var key = await engine.AddAsync("second.safetensors", Size, mark: 2);
        await gate.WaitForSeenAsync(1);
        Assert.Equal(1, await page.EvaluateAsync<int>(Count).WaitAsync(Timeout));
        gate.Open();
        Assert.Equal("done", (await engine.WaitForEndAsync(key).WaitAsync(Timeout)).State);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Uploading_page_allows_others_to_delete_the_database_and_reopens_it()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "memory-deleted");
        stage.Visit.Expect("404");
        var page = stage.Visit.Page;
        var engine = await UploadEngine.StartAsync(page);
        Assert.Equal("done", (await engine.WaitForEndAsync(await engine.AddAsync("first.safetensors", Size))).State);

        await page.EvaluateAsync("() => new Promise(done => { indexedDB.deleteDatabase('lora-uploads').onsuccess = () => done(); })").WaitAsync(Timeout);

        var gate = await PartGate.PlaceAsync(page, passes: 0);
        var key = await engine.AddAsync("second.safetensors", Size, mark: 2);
        await gate.WaitForSeenAsync(1);
        Assert.Equal(1, await page.EvaluateAsync<int>(Count).WaitAsync(Timeout));
        gate.Open();
        Assert.Equal("done", (await engine.WaitForEndAsync(key)).State);
        await stage.Visit.EndAsync();
    }
}
