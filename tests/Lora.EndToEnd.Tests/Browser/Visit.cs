using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>
/// A visitor with their own browser context. Collects script errors, console errors and violations of the Content Security Policy. Unless expected, they
/// fail the test at <see cref="EndAsync"/>.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private const string ReportPolicyViolations =
        "document.addEventListener('securitypolicyviolation', e => console.error(`Content Security Policy: ${e.violatedDirective} blocked ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber}`));";

    private static readonly bool TakesScreenshots = Environment.GetEnvironmentVariable("LORA_SCREENSHOTS") is { Length: > 0 };

    private readonly WebServer _server;
    private readonly string _name;
    private readonly IBrowserContext _context;
    private readonly bool _isFirst;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly List<Regex> _expected = [];
    private ICDPSession? _network;
    private int _stage;
    private bool _ended;

    private Visit(WebServer server, string name, IBrowserContext context, IPage page, bool isFirst = true)
    {
        _server = server;
        _name = name;
        _context = context;
        _isFirst = isFirst;
        Page = page;
        page.Console += (_, message) => AddError(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => AddError(true, $"script: {error}");
        page.Request += (_, request) => _requests.Enqueue($"{request.Method} {new Uri(request.Url).AbsolutePath}");
    }

    public IPage Page { get; }

    /// <summary>The method and path of each API request so far that is not a GET.</summary>
    public IReadOnlyList<string> Changes => [.. _requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains("/api/", StringComparison.Ordinal))];

    /// <param name="chromium">The browser.</param>
    /// <param name="server">The application to visit.</param>
    /// <param name="name">The folder name for screenshots.</param>
    /// <param name="look">The window.</param>
    /// <param name="withoutPolicy">Whether to bypass the Content Security Policy, for tools that inject styles into the page.</param>
    /// <param name="room">The room of the visitor, or <see langword="null"/> for a server that no other test uses.</param>
    public static async Task<Visit> BeginAsync(Chromium chromium, WebServer server, string name, Display look, bool withoutPolicy = false, Room? room = null)
    {
        var options = look.ToOptions();
        options.BaseURL = server.Address.ToString();
        options.BypassCSP = withoutPolicy;
        var context = await chromium.Browser.NewContextAsync(options);
        if (room is not null)
        {
            await context.AddCookiesAsync(new[] { server.Address.Host, Chromium.PlainHost }.Select(host => new Cookie { Name = Room.CookieName, Value = room.Name, Domain = host, Path = "/" }));
        }

        await context.AddInitScriptAsync(ReportPolicyViolations);
        return new Visit(server, name, context, await context.NewPageAsync());
    }

    /// <summary>Starts a visit to a shared studio.</summary>
    public static Task<Visit> BeginAsync(Studios studios, Room room, string name, Display look, bool withoutPolicy = false) =>
        BeginAsync(studios.Chromium, room.Server, name, look, withoutPolicy, room);

    /// <summary>Opens another tab with the same cookies and storage.</summary>
    public async Task<Visit> OpenTabAsync() => new(_server, $"{_name}-tab", _context, await _context.NewPageAsync(), isFirst: false);

    /// <summary>Opens a page and waits until it is interactive: its circuit has rendered and handles events.</summary>
    public Task OpenAsync(string path = "/") => InteractiveAfterAsync(() => Page.GotoAsync(path));

    public Task ReloadAsync() => InteractiveAfterAsync(() => Page.ReloadAsync());

    /// <summary>Runs an action that loads a page, and waits until the page is interactive.</summary>
    public async Task InteractiveAfterAsync(Func<Task> navigate)
    {
        var alive = new TaskCompletionSource();
        void Watch(object? sender, IWebSocket socket)
        {
            // The browser sends this when it has applied the circuit's render batch.
            socket.FrameSent += (_, frame) =>
            {
                if (System.Text.Encoding.UTF8.GetString(frame.Binary ?? []).Contains("OnRenderCompleted", StringComparison.Ordinal))
                {
                    alive.TrySetResult();
                }
            };
        }

        Page.WebSocket += Watch;
        try
        {
            await navigate();
            await alive.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"The page did not become interactive. {Describe()}", exception);
        }
        finally
        {
            Page.WebSocket -= Watch;
        }
    }

    /// <summary>Ignores errors that match a pattern, because the test causes them.</summary>
    public void Expect(string pattern) => _expected.Add(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Returns the note of the page's only upload, which says what it waits for.</summary>
    public Task<string?> UploadNoteAsync() => Page.EvaluateAsync<string?>(
        "async () => (await import('/_content/Lora.Components/upload/engine.js')).engineFor({ uploadsPath: 'api/lora/uploads', apiPath: 'api/lora' }).snapshots[0].note");

    /// <summary>Saves a screenshot if the environment variable <c>LORA_SCREENSHOTS</c> is set. A test that fails saves one in any case.</summary>
    public Task ScreenshotAsync(string what)
    {
        _stage++;
        return TakesScreenshots ? SaveAsync(what) : Task.CompletedTask;
    }

    /// <summary>Limits the upload speed of the page, in bytes per second; <see langword="null"/> removes the limit.</summary>
    public async Task SlowDownAsync(long? bytesPerSecond)
    {
        _network ??= await _context.NewCDPSessionAsync(Page);
        await _network.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = bytesPerSecond ?? -1,
        });
    }

    /// <summary>Takes the browser offline or online.</summary>
    public Task SetOfflineAsync(bool isOffline) => _context.SetOfflineAsync(isOffline);

    /// <summary>Crashes the process of the page.</summary>
    public async Task KillAsync()
    {
        var crashed = new TaskCompletionSource();
        Page.Crash += (_, _) => crashed.TrySetResult();
        var session = await _context.NewCDPSessionAsync(Page);
        var order = session.SendAsync("Page.crash");
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Page.CloseAsync();
        await ((Task)order).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended = true;
    }

    /// <summary>Closes the tab.</summary>
    public Task CloseAsync()
    {
        _ended = true;
        return Page.CloseAsync();
    }

    /// <summary>Closes the page and fails the test if there were unexpected errors.</summary>
    public async Task EndAsync()
    {
        _ended = true;
        await Page.CloseAsync();
        Assert.True(_errors.IsEmpty, $"The page reported errors. {Describe()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            await File.WriteAllTextAsync(Repository.Artifact("screenshots", _name, "failed.txt"), Describe());
            await TryScreenshotAsync();
        }

        if (_isFirst)
        {
            await _context.DisposeAsync();
        }
    }

    /// <summary>Saves a screenshot if possible. A page that can't be rendered must not hide why the test failed.</summary>
    private async Task TryScreenshotAsync()
    {
        try
        {
            await SaveAsync("failed");
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            await File.AppendAllTextAsync(Repository.Artifact("screenshots", _name, "failed.txt"), exception.Message);
        }
    }

    private Task<byte[]> SaveAsync(string what) =>
        Page.ScreenshotAsync(new() { Path = Repository.Artifact("screenshots", _name, $"{_stage:00}-{what}.png"), Animations = ScreenshotAnimations.Disabled });

    private string Describe() =>
        $"""
        Errors:
        {string.Join(Environment.NewLine, _errors)}
        Requests:
        {string.Join(Environment.NewLine, _requests.TakeLast(30))}
        Server:
        {_server.Process.Tail()}
        """;

    private void AddError(bool serious, string text)
    {
        if (serious && !_expected.Exists(pattern => pattern.IsMatch(text)))
        {
            _errors.Enqueue(text);
        }
    }
}
