using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>Holds back one call of the page, either before the server gets it or when the server has done it and only the answer is missing.</summary>
internal sealed class AnswerGate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call stands at the gate.</summary>
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
            // The page gave the request up while it waited.
        }
    }
}
