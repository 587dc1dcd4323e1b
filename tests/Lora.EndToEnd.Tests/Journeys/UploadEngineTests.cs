using System.Net;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>
/// How the upload modules handle failures, without components. These tests need a real browser or a
/// real server; the rest is tested in <c>tests/js</c>.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class UploadEngineTests(Studios studios) : IAsyncLifetime
{
    private const string Name = "driven.safetensors";
    private const long Size = 8 * LoraFile.PartSize;
    private const int Parts = 8;
    private const string AnyPart = "**/api/lora/uploads/*/parts/*";
    private static readonly object ShortDelays = new { firstDelay = 50 };

    private Room _room = null!;

    public async Task InitializeAsync() => _room = await studios.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Stalled_part_is_cancelled_and_sent_again()
    {
        await using var visit = await VisitAsync("stall");
        var held = new TaskCompletionSource();
        var calls = 0;
        await visit.Page.RouteAsync(AnyPart, async route =>
        {
            if (Interlocked.Increment(ref calls) == 3)
            {
                // The request gets no response, so the page cancels it.
                await held.Task;
                return;
            }

            await route.ContinueAsync();
        });
        var engine = await UploadEngine.StartAsync(visit.Page, new { firstDelay = 50, firstByte = 1000, nextByte = 1000, partAnswer = 1000 });
        Assert.Equal("done", (await engine.WaitForEndAsync(await engine.AddAsync(Name, Size))).State);
        Assert.True(calls > Parts);
        held.SetResult();
        await visit.EndAsync();
    }

    [Fact]
    public async Task Session_is_requested_and_parts_are_sent_again_after_sleep()
    {
        await using var visit = await VisitAsync("sleep");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, new { wakeInterval = 200 });
        var key = await engine.AddAsync(Name, Size);
        await engine.WaitForSentAsync(3 * LoraFile.PartSize);
        var looked = visit.Page.WaitForRequestAsync(request => request.Method == "GET" && request.Url.Contains("/api/lora/uploads/", StringComparison.Ordinal));

        await visit.Page.EvaluateAsync("() => { const now = Date.now; Date.now = () => now() + 3_600_000; }");

        await looked;
        gate.Open();
        Assert.Equal("done", (await engine.WaitForEndAsync(key)).State);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Lost_session_is_created_again_once()
    {
        await using var visit = await VisitAsync("lost", "404");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        var key = await engine.AddAsync(Name, Size);
        await engine.WaitForSentAsync(3 * LoraFile.PartSize);
        var lost = Assert.Single(await _room.As("ada").ListUploadsAsync());
        Assert.Equal(HttpStatusCode.NoContent, await _room.As("ada").StatusOfAsync(HttpMethod.Delete, $"api/lora/uploads/{lost.Id}"));
        gate.Open();

        Assert.Equal("done", (await engine.WaitForEndAsync(key)).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task File_is_sent_again_once_when_the_stored_file_is_corrupted()
    {
        await using var visit = await VisitAsync("mismatch", "409");
        var calls = 0;
        await visit.Page.RouteAsync("**/api/lora/uploads/*/complete", async route =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // Like the server, which deletes the session in this case.
            var id = new Uri(route.Request.Url).Segments[^2].TrimEnd('/');
            await _room.As("ada").StatusOfAsync(HttpMethod.Delete, $"api/lora/uploads/{id}");
            await route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"code":"upload.checksum_mismatch","retryable":false}""" });
        });
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        Assert.Equal("done", (await engine.WaitForEndAsync(await engine.AddAsync(Name, Size))).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Cancelling_does_not_affect_an_upload_that_another_page_sends()
    {
        await using var visit = await VisitAsync("discard-sent", "404");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        await engine.AddAsync(Name, Size);
        await engine.WaitForSentAsync(3 * LoraFile.PartSize);
        var again = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        await using var tab = await visit.OpenTabAsync();
        tab.Expect("404");
        await UploadEngine.StartAsync(tab.Page, ShortDelays);
        await tab.Page.EvaluateAsync("() => engine.find()");
        Assert.Equal(["unfinished"], await StatesAsync(tab.Page));
        var key = await again.AddAsync(Name, Size);
        await again.WaitForSentAsync(3 * LoraFile.PartSize);

        await tab.Page.EvaluateAsync("() => engine.cancel(engine.snapshots[0].key)");

        Assert.Empty(await StatesAsync(tab.Page));
        Assert.Empty(tab.Changes);
        gate.Open();
        Assert.Equal("done", (await again.WaitForEndAsync(key)).State);
        await SeeAsync(again);
        await tab.EndAsync();
        await visit.EndAsync();
    }

    [Fact]
    public async Task Upload_found_while_it_starts_is_not_listed_twice()
    {
        await using var visit = await VisitAsync("found-begun", "404");
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        var begun = await AnswerGate.PlaceAsync(visit.Page, "**/api/lora/uploads", isDoneFirst: true);
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 0);
        var key = await engine.AddAsync(Name, Size);
        await begun.Reached;
        await visit.Page.UnrouteAsync("**/api/lora/uploads");
        await visit.Page.EvaluateAsync("() => engine.find()");
        Assert.Equal(["checking", "unfinished"], await StatesAsync(visit.Page));

        begun.Open();
        await gate.WaitForSeenAsync(1);

        Assert.Equal(["uploading"], await StatesAsync(visit.Page));
        gate.Open();
        Assert.Equal("done", (await engine.WaitForEndAsync(key)).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Stored_part_with_different_bytes_is_sent_again()
    {
        await using var visit = await VisitAsync("other-bytes");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        await engine.AddAsync(Name, Size);
        await engine.WaitForSentAsync(3 * LoraFile.PartSize);
        var session = Assert.Single(await _room.As("ada").ListUploadsAsync());
        await _room.As("ada").PutPartAsync(session.Id, session.Stored[0], new byte[LoraFile.PartSize]);

        var again = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        gate.Open();
        Assert.Equal("done", (await again.WaitForEndAsync(await again.AddAsync(Name, Size))).State);
        await SeeAsync(again);
        await visit.EndAsync();
    }

    [Theory]
    [InlineData(false, "unexpected")]
    [InlineData(true, "http.401")]
    public async Task Html_page_instead_of_a_response_does_not_complete_the_upload(bool isRedirected, string fault)
    {
        await using var visit = await VisitAsync($"page-instead-{isRedirected}", "404");
        const string Complete = "**/api/lora/uploads/*/complete";
        await visit.Page.RouteAsync(Complete, route => route.FulfillAsync(isRedirected
            ? new() { Status = 302, Headers = [new("Location", "/studio.css")] }
            : new() { ContentType = "text/html", Body = "<!DOCTYPE html><title>Sign in</title>" }));
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays);
        var key = await engine.AddAsync(Name, Size);
        Assert.Equal(("failed", fault), await engine.WaitForEndAsync(key));

        await visit.Page.UnrouteAsync(Complete);
        var gate = await PartGate.PlaceAsync(visit.Page, passes: int.MaxValue);
        await visit.Page.EvaluateAsync("key => engine.retry(key)", key);
        Assert.Equal("done", (await engine.WaitForEndAsync(key)).State);
        Assert.Empty(gate.Seen);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Insecure_page_uploads_and_resumes_without_digests()
    {
        await using var visit = await VisitAsync("plain");
        var address = new UriBuilder(_room.Address) { Host = Chromium.PlainHost, Path = "studio.css" }.ToString();
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, ShortDelays, address);
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => isSecureContext"));
        await engine.AddAsync(Name, Size);
        await engine.WaitForSentAsync(3 * LoraFile.PartSize);

        // The gate opens when the page whose requests it held is closed; otherwise that page would continue to send.
        var again = await UploadEngine.StartAsync(visit.Page, ShortDelays, address);
        gate.Open();
        var before = gate.Seen.Count;
        Assert.Equal("done", (await again.WaitForEndAsync(await again.AddAsync(Name, Size))).State);
        Assert.InRange(gate.Seen.Count - before, 1, Parts - 3);
        await visit.EndAsync();
    }

    private static Task<string[]> StatesAsync(IPage page) => page.EvaluateAsync<string[]>("() => engine.snapshots.map(({ state }) => state)");

    private async Task<Visit> VisitAsync(string name, string? expected = null)
    {
        var visit = await Visit.BeginAsync(studios, _room, $"engine-{name}", new Display(1280));
        if (expected is not null)
        {
            visit.Expect(expected);
        }

        return visit;
    }

    private async Task SeeAsync(UploadEngine engine)
    {
        var item = Assert.Single(await _room.As("ada").ListAsync());
        Assert.Equal(await engine.Sha256Async(Name, Size), await _room.As("ada").Sha256Async((string)item["id"]!));
        Assert.Null((await _room.TakeInventoryAsync()).FindOrphans());
    }
}
