using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The one browser of all tests; each page has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A host whose pages are not secure, which leads to this machine.</summary>
    internal const string PlainHost = "plain.example";

    private const string Executable = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // A name that is not of this machine: pages of it by plain http get less from the browser than those of a loopback address.
        $"--host-resolver-rules=MAP {PlainHost} 127.0.0.1",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser was not started.");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            throw new FileNotFoundException($"{Executable} is missing. Run: apt-get install chromium", Executable);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Flags });
        Assertions.SetDefaultExpectTimeout(60_000);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
