using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The browser that all tests share, started on first use. Each visit has its own browser context.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A host name that resolves to loopback, but whose pages are not a secure context.</summary>
    internal const string PlainHost = "plain.example";

    private const string HeadlessShell = "/usr/bin/chromium-headless-shell";
    private const string FullBrowser = "/usr/bin/chromium";

    /// <summary>
    /// The headless shell of Chromium, which starts and runs faster than the full browser. <c>LORA_TEST_BROWSER</c> selects another executable;
    /// <c>eng/nightly.sh</c> uses the full browser.
    /// </summary>
    private static string Executable => Environment.GetEnvironmentVariable("LORA_TEST_BROWSER") is { Length: > 0 } path ? path : File.Exists(HeadlessShell) ? HeadlessShell : FullBrowser;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Browsers treat loopback addresses as secure contexts even over HTTP, so tests of insecure contexts need another name.
        $"--host-resolver-rules=MAP {PlainHost} 127.0.0.1",
    ];

    // Shared by the assembly, because collections run in parallel. The browser's driver ends with the test process.
    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    private IBrowser? _browser;

    internal IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser was not started.");

    public async Task InitializeAsync() => _browser = await Shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<IBrowser> LaunchAsync()
    {
        if (!File.Exists(Executable))
        {
            throw new FileNotFoundException($"{Executable} is missing. Run: apt-get install chromium-headless-shell", Executable);
        }

        Assertions.SetDefaultExpectTimeout(60_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Flags });
    }
}
