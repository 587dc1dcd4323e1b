using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Lora.Core.Tests.Client;

public sealed class LoraChangeFeedTests
{
    private static readonly LoraWorkspaceId Workspace = new("ada");
    private static readonly LoraChange Change = new(LoraChangeKind.Added, LoraId.New(TimeProvider.System));

    [Fact]
    public async Task Subscriber_is_notified_in_its_own_culture()
    {
        var feed = new LoraChangeFeed();
        var received = new List<string>();
        using var subscription = await InCultureAsync("ko-KR", () => feed.Subscribe(Workspace, _ => received.Add(CultureInfo.CurrentUICulture.Name)));

        await InCultureAsync("en-GB", () =>
        {
            feed.Publish(Workspace, Change);
            return received;
        });

        Assert.Equal(["ko-KR"], received);
    }

    [Fact]
    public void Only_current_subscribers_of_the_workspace_are_notified()
    {
        var feed = new LoraChangeFeed();
        var received = new List<LoraChange>();
        var subscription = feed.Subscribe(Workspace, received.Add);

        feed.Publish(new LoraWorkspaceId("bob"), Change);
        feed.Publish(Workspace, Change);
        subscription.Dispose();
        feed.Publish(Workspace, Change);

        Assert.Equal([Change], received);
    }

    [Fact]
    public void Subscriber_that_throws_is_logged_and_affects_no_other()
    {
        var log = new ErrorLog();
        var feed = new LoraChangeFeed(reads: null, log);
        var received = new List<LoraChange>();
        var failure = new InvalidOperationException("The component is gone.");
        using var before = feed.Subscribe(Workspace, received.Add);
        using var faulty = feed.Subscribe(Workspace, _ => throw failure);
        using var after = feed.Subscribe(Workspace, received.Add);

        feed.Publish(Workspace, Change);

        Assert.Equal([Change, Change], received);
        Assert.Same(failure, Assert.Single(log.Errors));
    }

    [Fact]
    public void Subscriber_without_an_execution_context_is_isolated()
    {
        var feed = new LoraChangeFeed();
        using (ExecutionContext.SuppressFlow())
        {
            feed.Subscribe(Workspace, _ => throw new InvalidOperationException("The component is gone."));
        }

        Assert.Null(Record.Exception(() => feed.Publish(Workspace, Change)));
    }

    private static Task<T> InCultureAsync<T>(string culture, Func<T> act) => Task.Run(() =>
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        return act();
    });

    private sealed class ErrorLog : ILogger<LoraChangeFeed>
    {
        public List<Exception?> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Errors.Add(exception);
            }
        }
    }
}
