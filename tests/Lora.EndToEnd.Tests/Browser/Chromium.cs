using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The one browser of all tests, started with the first of them; each page has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A host whose pages are not secure, which leads to this machine.</summary>
    internal const string PlainHost = "plain.example";

    private const string Shell = "/usr/bin/chromium-headless-shell";
    private const string Whole = "/usr/bin/chromium";

    /// <summary>
    /// The browser without its windows and menus, which nobody sees here and which cost three times what the page costs. <c>LORA_TEST_BROWSER</c> names another one:
    /// <c>eng/nightly.sh</c> takes the whole.
    /// </summary>
    private static string Executable => Environment.GetEnvironmentVariable("LORA_TEST_BROWSER") is { Length: > 0 } path ? path : File.Exists(Shell) ? Shell : Whole;

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // A name that is not of this machine: pages of it by plain http get less from the browser than those of a loopback address.
        $"--host-resolver-rules=MAP {PlainHost} 127.0.0.1",
    ];

    // Of the whole assembly: collections come and go while others still run. It ends with the process, whose pipe the browser's driver listens to.
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
