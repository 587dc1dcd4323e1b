using System.Globalization;
using Microsoft.Playwright;

namespace Lora.Benchmarks.Browser;

/// <summary>The page of the application in a headless Chromium, with a file in its hands.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const string Executable = "/usr/bin/chromium";
    private const float Patience = 600_000;

    private const string Load =
        """
        async changes => {
          const { engineFor } = await import('/_content/Lora.Components/upload/engine.js');
          const { settings } = await import('/_content/Lora.Components/upload/settings.js');
          Object.assign(settings, changes);
          window.engine = engineFor({ uploadsPath: '/api/lora/uploads', apiPath: '/api/lora' });
        }
        """;

    private const string Send =
        """
        async () => {
          const last = await engine.settled(engine.add(document.querySelector('#file').files[0]));
          return last.state === 'done' ? null : `${last.state}: ${JSON.stringify(last.fault)}`;
        }
        """;

    private const string RemoveAll =
        """
        async () => {
          const { items } = await (await fetch('/api/lora')).json();
          for (const { id } of items) {
            await fetch(`/api/lora/${id}`, { method: 'DELETE' });
          }
          return items.length;
        }
        """;

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private BrowserPage(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    public static bool IsThere => File.Exists(Executable);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Flags });

    public static async Task<BrowserPage> OpenAsync(Uri application)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new() { BaseURL = application.ToString() });
        page.SetDefaultTimeout(Patience);
        return new BrowserPage(playwright, browser, page);
    }

    /// <summary>Loads the page anew, and the toolkit's modules with some of their numbers changed.</summary>
    public async Task LoadAsync(string file, IReadOnlyDictionary<string, object> changes)
    {
        await _page.GotoAsync("/");
        await _page.SetInputFilesAsync("#file", file);
        await _page.EvaluateAsync(Load, changes);
    }

    /// <summary>Uploads the file by the toolkit.</summary>
    public async Task SendAsync()
    {
        if (await _page.EvaluateAsync<string?>(Send) is { } failure)
        {
            throw new InvalidOperationException(failure);
        }
    }

    public async Task RemoveAsync()
    {
        if (await _page.EvaluateAsync<int>(RemoveAll) == 0)
        {
            throw new InvalidOperationException("Nothing was uploaded.");
        }
    }

    /// <summary>Loads the page anew, and waits until its components live.</summary>
    public async Task LoadLiveAsync()
    {
        await _page.GotoAsync("/");
        await _page.WaitForSelectorAsync("#taken[data-live]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Gives the file to InputFile, and waits until the server has all of it.</summary>
    public async Task TakeAsync(string file)
    {
        await _page.SetInputFilesAsync("#input-file", file);
        var size = new FileInfo(file).Length.ToString(CultureInfo.InvariantCulture);
        await _page.WaitForFunctionAsync("size => document.querySelector('#taken').textContent === size", size);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
