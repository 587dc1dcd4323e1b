using System.Net;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>What the modules of the browser do by themselves when something goes wrong on the way; they are driven without a component.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class UploadEngineTests(Chromium chromium) : IAsyncLifetime
{
    private const string Name = "driven.safetensors";
    private const long Size = 40 * LoraFile.Mebibyte;
    private const int Parts = 8;
    private const string AnyPart = "**/api/lora/uploads/*/parts/*";
    private static readonly object Hurry = new { firstDelay = 50 };

    private BackEnd _backEnd = null!;
    private StudioServer _server = null!;

    public async Task InitializeAsync()
    {
        _backEnd = await BackEnd.CreateAsync(BackEndKind.SqliteFolder);
        // A page that is not secure needs a name that is not of this machine.
        _server = await StudioServer.StartAsync(_backEnd, new Dictionary<string, string> { ["AllowedHosts"] = $"127.0.0.1;{Chromium.PlainHost}" });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _backEnd.DisposeAsync();
    }

    [Theory]
    [InlineData(2, "done", null)]
    [InlineData(100, "failed", "upload.part_checksum")]
    public async Task A_part_that_was_damaged_on_its_way_is_sent_again_but_not_for_ever(int times, string state, string? fault)
    {
        await using var visit = await VisitAsync("damaged", "400");
        await FailAsync(visit.Page, times, new() { Status = 400, ContentType = "application/problem+json", Body = """{"code":"upload.part_checksum","retryable":true}""" });
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        Assert.Equal((state, fault), await engine.SettledAsync(await engine.AddAsync(Name, Size)));
        await visit.EndAsync();
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        await using var visit = await VisitAsync("wait", "503");
        await FailAsync(visit.Page, 1, new() { Status = 503, Headers = [new("Retry-After", "1")] });
        var engine = await UploadEngine.StartAsync(visit.Page, new { firstDelay = 10 });
        var began = DateTime.UtcNow;
        Assert.Equal("done", (await engine.SettledAsync(await engine.AddAsync(Name, Size))).State);
        Assert.True(DateTime.UtcNow - began > TimeSpan.FromSeconds(1));
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_part_of_which_nothing_moves_is_given_up_and_sent_again()
    {
        await using var visit = await VisitAsync("stall");
        var held = new TaskCompletionSource();
        var calls = 0;
        await visit.Page.RouteAsync(AnyPart, async route =>
        {
            if (Interlocked.Increment(ref calls) == 3)
            {
                // It never gets an answer; the page gives it up.
                await held.Task;
                return;
            }

            await route.ContinueAsync();
        });
        var engine = await UploadEngine.StartAsync(visit.Page, new { firstDelay = 50, firstByte = 3000, nextByte = 3000, partAnswer = 3000 });
        Assert.Equal("done", (await engine.SettledAsync(await engine.AddAsync(Name, Size))).State);
        Assert.True(calls > Parts);
        held.SetResult();
        await visit.EndAsync();
    }

    [Fact]
    public async Task After_a_sleep_the_session_is_looked_at_and_parts_are_sent_anew()
    {
        await using var visit = await VisitAsync("sleep");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, new { tick = 200 });
        var key = await engine.AddAsync(Name, Size);
        await engine.SentAsync(3 * LoraFile.PartSize);
        var looked = visit.Page.WaitForRequestAsync(request => request.Method == "GET" && request.Url.Contains("/api/lora/uploads/", StringComparison.Ordinal));

        await visit.Page.EvaluateAsync("() => { const now = Date.now; Date.now = () => now() + 3_600_000; }");

        await looked;
        gate.Open();
        Assert.Equal("done", (await engine.SettledAsync(key)).State);
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_session_that_is_lost_is_begun_again_once()
    {
        await using var visit = await VisitAsync("lost", "404");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        var key = await engine.AddAsync(Name, Size);
        await engine.SentAsync(3 * LoraFile.PartSize);
        var lost = Assert.Single(await _server.As("ada").ListUploadsAsync());
        Assert.Equal(HttpStatusCode.NoContent, await _server.As("ada").StatusOfAsync(HttpMethod.Delete, $"api/lora/uploads/{lost.Id}"));
        gate.Open();

        Assert.Equal("done", (await engine.SettledAsync(key)).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Where_what_is_stored_turns_out_to_be_damaged_the_file_is_sent_again_once()
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

            // As the server does it: nothing is kept of the session.
            var id = new Uri(route.Request.Url).Segments[^2].TrimEnd('/');
            await _server.As("ada").StatusOfAsync(HttpMethod.Delete, $"api/lora/uploads/{id}");
            await route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"code":"upload.checksum_mismatch","retryable":false}""" });
        });
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        Assert.Equal("done", (await engine.SettledAsync(await engine.AddAsync(Name, Size))).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_cancel_that_comes_when_it_is_done_does_not_hide_that()
    {
        await using var visit = await VisitAsync("cancel-done", "404");
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        var key = await engine.AddAsync(Name, Size);
        Assert.Equal("done", (await engine.SettledAsync(key)).State);
        await visit.Page.EvaluateAsync("key => engine.cancel(key)", key);
        Assert.Equal("done", (await engine.SettledAsync(key)).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Discarding_what_another_page_sends_by_now_takes_nothing_from_it()
    {
        await using var visit = await VisitAsync("discard-sent", "404");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        await engine.AddAsync(Name, Size);
        await engine.SentAsync(3 * LoraFile.PartSize);
        var again = await UploadEngine.StartAsync(visit.Page, Hurry);
        await using var tab = await visit.BesideAsync();
        tab.Expect("404");
        await UploadEngine.StartAsync(tab.Page, Hurry);
        await tab.Page.EvaluateAsync("() => engine.find()");
        Assert.Equal(["unfinished"], await StatesAsync(tab.Page));
        var key = await again.AddAsync(Name, Size);
        await again.SentAsync(3 * LoraFile.PartSize);

        await tab.Page.EvaluateAsync("() => engine.cancel(engine.snapshots[0].key)");

        Assert.Empty(await StatesAsync(tab.Page));
        Assert.Empty(tab.Changes);
        gate.Open();
        Assert.Equal("done", (await again.SettledAsync(key)).State);
        await SeeAsync(again);
        await tab.EndAsync();
        await visit.EndAsync();
    }

    [Fact]
    public async Task What_was_found_while_it_was_begun_is_not_listed_twice()
    {
        await using var visit = await VisitAsync("found-begun", "404");
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        var begun = await AnswerGate.PlaceAsync(visit.Page, "**/api/lora/uploads", isDoneFirst: true);
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 0);
        var key = await engine.AddAsync(Name, Size);
        await begun.Reached;
        await visit.Page.UnrouteAsync("**/api/lora/uploads");
        await visit.Page.EvaluateAsync("() => engine.find()");
        Assert.Equal(["checking", "unfinished"], await StatesAsync(visit.Page));

        begun.Open();
        await gate.SeenAsync(1);

        Assert.Equal(["uploading"], await StatesAsync(visit.Page));
        gate.Open();
        Assert.Equal("done", (await engine.SettledAsync(key)).State);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_stored_part_of_other_bytes_is_not_trusted()
    {
        await using var visit = await VisitAsync("other-bytes");
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        await engine.AddAsync(Name, Size);
        await engine.SentAsync(3 * LoraFile.PartSize);
        var session = Assert.Single(await _server.As("ada").ListUploadsAsync());
        await _server.As("ada").PutPartAsync(session.Id, session.Stored[0], new byte[LoraFile.PartSize]);

        var again = await UploadEngine.StartAsync(visit.Page, Hurry);
        gate.Open();
        Assert.Equal("done", (await again.SettledAsync(await again.AddAsync(Name, Size))).State);
        await SeeAsync(again);
        await visit.EndAsync();
    }

    [Theory]
    [InlineData(false, "unexpected")]
    [InlineData(true, "http.401")]
    public async Task A_page_instead_of_an_answer_completes_nothing_and_the_upload_goes_on_later(bool isRedirected, string fault)
    {
        await using var visit = await VisitAsync($"page-instead-{isRedirected}", "404");
        const string Complete = "**/api/lora/uploads/*/complete";
        await visit.Page.RouteAsync(Complete, route => route.FulfillAsync(isRedirected
            ? new() { Status = 302, Headers = [new("Location", "/studio.css")] }
            : new() { ContentType = "text/html", Body = "<!DOCTYPE html><title>Sign in</title>" }));
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        var key = await engine.AddAsync(Name, Size);
        Assert.Equal(("failed", fault), await engine.SettledAsync(key));

        await visit.Page.UnrouteAsync(Complete);
        var gate = await PartGate.PlaceAsync(visit.Page, passes: int.MaxValue);
        await visit.Page.EvaluateAsync("key => engine.retry(key)", key);
        Assert.Equal("done", (await engine.SettledAsync(key)).State);
        Assert.Empty(gate.Seen);
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_whole_session_that_is_thrown_away_meanwhile_is_not_begun_again_without_its_file()
    {
        await using var visit = await VisitAsync("thrown-away", "404");
        var ada = _server.As("ada");
        var session = await ada.BeginAsync(Name, 1_000);
        await ada.PutPartAsync(session.Id, 1, LoraFile.Bytes(1_000));
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        await visit.Page.EvaluateAsync("() => engine.find()");
        await visit.Page.RouteAsync($"**/api/lora/uploads/{session.Id}", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = $$"""{"id":"{{session.Id}}","state":"aborting"}""",
        }));

        var key = await visit.Page.EvaluateAsync<string>("() => engine.snapshots[0].key");
        await visit.Page.EvaluateAsync("key => engine.continue(key)", key);

        Assert.Equal(("failed", "upload.gone"), await engine.SettledAsync(key));
        Assert.Empty(visit.Changes);
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_page_that_is_not_secure_uploads_and_resumes_without_digests()
    {
        await using var visit = await VisitAsync("plain");
        var address = new UriBuilder(_server.Address) { Host = Chromium.PlainHost, Path = "studio.css" }.ToString();
        var gate = await PartGate.PlaceAsync(visit.Page, passes: 3);
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry, address);
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => isSecureContext"));
        await engine.AddAsync(Name, Size);
        await engine.SentAsync(3 * LoraFile.PartSize);

        // The gate opens when the page that waited before it is gone; until then it would go on sending.
        var again = await UploadEngine.StartAsync(visit.Page, Hurry, address);
        gate.Open();
        var before = gate.Seen.Count;
        Assert.Equal("done", (await again.SettledAsync(await again.AddAsync(Name, Size))).State);
        Assert.InRange(gate.Seen.Count - before, 1, Parts - 3);
        await visit.EndAsync();
    }

    [Theory]
    [InlineData(true, "done")]
    [InlineData(false, "upload.stalled")]
    public async Task Time_in_which_bytes_move_does_not_count_as_failing(bool moves, string expected)
    {
        await using var visit = await VisitAsync($"moves-{moves}", "404");
        await UploadEngine.StartAsync(visit.Page, new { firstDelay = 10, patience = 500 });
        var outcome = await visit.Page.EvaluateAsync<string>(
            """
            async moves => {
              const { retrying } = await import('/_content/Lora.Components/upload/retry.js');
              const { RequestFault } = await import('/_content/Lora.Components/upload/http.js');
              const after = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
              let calls = 0;
              return await retrying(async moved => {
                calls++;
                for (let step = 0; calls === 2 && step < 50; step++) {
                  await after(20);
                  moves && moved();
                }
                if (calls < 4) {
                  throw new RequestFault({ code: 'upload.stalled', retryable: true });
                }
                return 'done';
              }).catch(fault => fault.code);
            }
            """,
            moves);
        Assert.Equal(expected, outcome);
        await visit.EndAsync();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_keeps_nothing_else_of_a_drop_back()
    {
        await using var visit = await VisitAsync("unreadable", "404");
        await UploadEngine.StartAsync(visit.Page);
        var names = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const { droppedFiles } = await import('/_content/Lora.Components/upload/dropped.js');
              const fileNamed = name => ({ kind: 'file', name, getFile: async () => new File(['x'], name) });
              const folderOf = (...handles) => ({ kind: 'directory', values: async function* () { yield* handles; } });
              const locked = { kind: 'directory', values: async function* () { throw new DOMException('locked', 'NotAllowedError'); } };
              const itemOf = handle => ({ kind: 'file', getAsFileSystemHandle: async () => handle, getAsFile: () => null });
              const items = [folderOf(fileNamed('a.ckpt'), locked, fileNamed('b.ckpt')), locked, folderOf(fileNamed('c.ckpt'))].map(itemOf);
              return (await droppedFiles({ items }, ['.ckpt'])).files.map(({ file }) => file.name);
            }
            """);
        Assert.Equal(["a.ckpt", "b.ckpt", "c.ckpt"], names);
        await visit.EndAsync();
    }

    [Fact]
    public async Task Where_no_worker_can_be_started_one_is_tried_once_and_the_page_hashes()
    {
        await using var visit = await VisitAsync("no-worker", "404");
        var engine = await UploadEngine.StartAsync(visit.Page, Hurry);
        await visit.Page.EvaluateAsync("() => { window.started = 0; window.Worker = class { constructor() { started++; throw new Error('forbidden'); } }; }");
        Assert.Equal("done", (await engine.SettledAsync(await engine.AddAsync(Name, Size))).State);
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>("() => started"));
        await SeeAsync(engine);
        await visit.EndAsync();
    }

    private static Task<string[]> StatesAsync(IPage page) => page.EvaluateAsync<string[]>("() => engine.snapshots.map(({ state }) => state)");

    private async Task<Visit> VisitAsync(string name, string? expected = null)
    {
        var visit = await Visit.BeginAsync(chromium, _server, $"engine-{name}", new Look(1280));
        if (expected is not null)
        {
            visit.Expect(expected);
        }

        return visit;
    }

    /// <summary>Answers the second part so for some times, whatever is sent.</summary>
    private static async Task FailAsync(IPage page, int times, RouteFulfillOptions answer) => await page.RouteAsync(
        AnyPart,
        route => route.Request.Url.EndsWith("/2", StringComparison.Ordinal) && Interlocked.Decrement(ref times) >= 0 ? route.FulfillAsync(answer) : route.ContinueAsync());

    private async Task SeeAsync(UploadEngine engine)
    {
        var item = Assert.Single(await _server.As("ada").ListAsync());
        Assert.Equal(await engine.Sha256Async(Name, Size), await _server.As("ada").Sha256Async((string)item["id"]!));
        Assert.Null((await _backEnd.TakeInventoryAsync()).FindOrphans());
    }
}
