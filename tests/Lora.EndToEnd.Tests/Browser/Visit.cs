using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>
/// A visitor with a browser window of their own. Collects what the page complains about: script errors, console errors and breaches of the content security
/// policy, any of which fails the test at <see cref="EndAsync"/>.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private const string ReportPolicyBreaches =
        "document.addEventListener('securitypolicyviolation', e => console.error(`content security policy: ${e.violatedDirective} blocked ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber}`));";

    private readonly WebServer _server;
    private readonly string _name;
    private readonly IBrowserContext _context;
    private readonly bool _isFirst;
    private readonly ConcurrentQueue<string> _complaints = new();
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
        page.Console += (_, message) => Complain(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => Complain(true, $"script: {error}");
        page.Request += (_, request) => _requests.Enqueue($"{request.Method} {new Uri(request.Url).AbsolutePath}");
    }

    public IPage Page { get; }

    /// <summary>The requests to the API so far that change something, as method and path.</summary>
    public IReadOnlyList<string> Changes => [.. _requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains("/api/", StringComparison.Ordinal))];

    /// <param name="chromium">The browser.</param>
    /// <param name="server">The application to visit.</param>
    /// <param name="name">What pictures are called after.</param>
    /// <param name="look">The window.</param>
    /// <param name="withoutPolicy">Whether to leave the content security policy out, for tools that put styles of their own into the page.</param>
    /// <param name="room">Whose workspaces the visitor works in; <see langword="null"/>: those of a server that no other test uses.</param>
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

        await context.AddInitScriptAsync(ReportPolicyBreaches);
        return new Visit(server, name, context, await context.NewPageAsync());
    }

    /// <summary>A visit to a studio that other tests use too.</summary>
    public static Task<Visit> BeginAsync(Studios studios, Room room, string name, Display look, bool withoutPolicy = false) =>
        BeginAsync(studios.Chromium, room.Server, name, look, withoutPolicy, room);

    /// <summary>Another tab of the same browser, with the same cookies and storage.</summary>
    public async Task<Visit> BesideAsync() => new(_server, $"{_name}-beside", _context, await _context.NewPageAsync(), isFirst: false);

    /// <summary>Opens a page and waits until it is alive: its circuit has drawn and its events are heard.</summary>
    public Task OpenAsync(string path = "/") => AliveAfterAsync(() => Page.GotoAsync(path));

    public Task ReloadAsync() => AliveAfterAsync(() => Page.ReloadAsync());

    /// <summary>Does something that loads a page, and waits until that is alive.</summary>
    public async Task AliveAfterAsync(Func<Task> navigate)
    {
        var alive = new TaskCompletionSource();
        void Watch(object? sender, IWebSocket socket)
        {
            // The browser says so when it has drawn what the circuit sent.
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
        catch (TimeoutException fault)
        {
            throw new TimeoutException($"The page did not come alive. {Describe()}", fault);
        }
        finally
        {
            Page.WebSocket -= Watch;
        }
    }

    /// <summary>Says that a complaint belongs to what the test does.</summary>
    public void Expect(string pattern) => _expected.Add(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>What the only upload of the page says that it waits for.</summary>
    public Task<string?> UploadNoteAsync() => Page.EvaluateAsync<string?>(
        "async () => (await import('/_content/Lora.Components/upload/engine.js')).engineFor({ uploadsPath: 'api/lora/uploads', apiPath: 'api/lora' }).snapshots[0].note");

    /// <summary>Keeps a picture of the window as it is now.</summary>
    public async Task<string> PictureAsync(string what)
    {
        var path = Repository.Artifact("screenshots", _name, $"{++_stage:00}-{what}.png");
        await Page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        return path;
    }

    /// <summary>Lets the window send no more than so many bytes a second; <see langword="null"/> lifts the limit.</summary>
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

    /// <summary>Cuts the browser off from the network, or connects it again.</summary>
    public Task CutOffAsync(bool isOffline) => _context.SetOfflineAsync(isOffline);

    /// <summary>Ends the process of the page at once, as a crash does.</summary>
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

    /// <summary>Closes the tab, as a person does.</summary>
    public Task CloseAsync()
    {
        _ended = true;
        return Page.CloseAsync();
    }

    /// <summary>Ends a visit that went well, unless the page had something to complain about.</summary>
    public async Task EndAsync()
    {
        _ended = true;
        await Page.CloseAsync();
        Assert.True(_complaints.IsEmpty, $"The page complained. {Describe()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            await File.WriteAllTextAsync(Repository.Artifact("screenshots", _name, "failed.txt"), Describe());
            await TryPictureAsync();
        }

        if (_isFirst)
        {
            await _context.DisposeAsync();
        }
    }

    /// <summary>A page that cannot be drawn any more must not hide why the test failed.</summary>
    private async Task TryPictureAsync()
    {
        try
        {
            await PictureAsync("failed");
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            await File.AppendAllTextAsync(Repository.Artifact("screenshots", _name, "failed.txt"), fault.Message);
        }
    }

    private string Describe() =>
        $"""
        Complaints:
        {string.Join(Environment.NewLine, _complaints)}
        Requests:
        {string.Join(Environment.NewLine, _requests.TakeLast(30))}
        Server:
        {_server.Process.Tail()}
        """;

    private void Complain(bool serious, string text)
    {
        if (serious && !_expected.Exists(pattern => pattern.IsMatch(text)))
        {
            _complaints.Enqueue(text);
        }
    }
}
