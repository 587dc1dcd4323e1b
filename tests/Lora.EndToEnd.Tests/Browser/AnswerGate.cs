using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>Holds a request of the page, either before it reaches the server or before its response reaches the page.</summary>
internal sealed class AnswerGate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a request is held.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<AnswerGate> PlaceAsync(IPage page, string pattern, bool isDoneFirst)
    {
        var gate = new AnswerGate();
        await page.RouteAsync(pattern, route => gate.PassAsync(route, isDoneFirst));
        return gate;
    }

    public void Open() => _open.TrySetResult();

    private async Task PassAsync(IRoute route, bool isDoneFirst)
    {
        try
        {
            var answer = isDoneFirst ? await route.FetchAsync() : null;
            _reached.TrySetResult();
            await _open.Task;
            await (answer is null ? route.ContinueAsync() : route.FulfillAsync(new() { Response = answer }));
        }
        catch (PlaywrightException)
        {
            // The page cancelled the request while it was held.
        }
    }
}
