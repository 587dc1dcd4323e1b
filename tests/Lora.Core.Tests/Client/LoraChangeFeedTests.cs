using System.Globalization;
using Lora.Catalog;
using Lora.Client;

namespace Lora.Core.Tests.Client;

public sealed class LoraChangeFeedTests
{
    private static readonly LoraWorkspaceId Workspace = new("ada");
    private static readonly LoraChange Change = new(LoraChangeKind.Added, LoraId.New(TimeProvider.System));

    [Fact]
    public async Task Whoever_subscribed_hears_of_changes_in_their_own_culture_whoever_makes_them()
    {
        var feed = new LoraChangeFeed();
        var heard = new List<string>();
        using var subscription = await InCultureAsync("ko-KR", () => feed.Subscribe(Workspace, _ => heard.Add(CultureInfo.CurrentUICulture.Name)));

        await InCultureAsync("en-GB", () =>
        {
            feed.Publish(Workspace, Change);
            return heard;
        });

        Assert.Equal(["ko-KR"], heard);
    }

    [Fact]
    public void Only_the_workspace_hears_of_it_and_nobody_after_they_left()
    {
        var feed = new LoraChangeFeed();
        var heard = new List<LoraChange>();
        var subscription = feed.Subscribe(Workspace, heard.Add);

        feed.Publish(new LoraWorkspaceId("bob"), Change);
        feed.Publish(Workspace, Change);
        subscription.Dispose();
        feed.Publish(Workspace, Change);

        Assert.Equal([Change], heard);
    }

    private static Task<T> InCultureAsync<T>(string culture, Func<T> act) => Task.Run(() =>
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        return act();
    });
}
