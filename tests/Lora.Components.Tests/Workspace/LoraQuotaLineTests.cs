using Bunit;
using Lora.Components.Tests.Support;
using static Lora.LoraOperation;

namespace Lora.Components.Tests.Workspace;

public sealed class LoraQuotaLineTests
{
    private const long Gigabyte = 1_000_000_000;
    private const long Gibibyte = 1L << 30;

    [Theory]
    [InlineData("en-GB", "1 LoRA", "12.4 GB of 500 GB used", "Storage used")]
    [InlineData("ko-KR", "LoRA 1개", "500 GB 중 12.4 GB 사용", "저장 공간 사용량")]
    public void Dialog_shows_how_much_of_the_limit_is_used(string culture, string summary, string used, string label)
    {
        using var page = new ComponentTest(culture);
        page.Client.Add("Neon rain", 12 * Gigabyte);
        page.Client.SetUnfinished(1, 400_000_000);
        page.Client.Limits = page.Client.Limits with { Bytes = 500 * Gigabyte };
        var dialog = Open(page);

        var meter = dialog.Find(".lora-modal-head meter");
        Assert.Equal((label, used), (meter.GetAttribute("aria-label"), meter.GetAttribute("aria-valuetext")));
        Assert.Equal(("0", "500000000000", "12400000000"), (meter.GetAttribute("min"), meter.GetAttribute("max"), meter.GetAttribute("value")));
        Assert.Equal(used, meter.NextElementSibling!.TextContent);
        Assert.Equal(summary, dialog.Find(".lora-modal-head p").TextContent);
        Assert.Empty(dialog.FindAll(".lora-quota-high, .lora-quota-full, [style]"));
    }

    [Fact]
    public void Standalone_library_shows_the_usage()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain", Gigabyte);
        page.Client.Limits = page.Client.Limits with { Bytes = 4 * Gigabyte };
        var library = page.Render<LoraLibrary>();
        Assert.Equal(["1 LoRA", "1 GB of 4 GB used"], library.FindAll(".lora-totals p, .lora-totals meter + span").Select(text => text.TextContent));
        library.Render(parameters => parameters.Add(library => library.ShowSummary, false));
        Assert.Empty(library.FindAll("meter"));
    }

    [Fact]
    public void Usage_is_hidden_when_there_is_no_limit()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        page.Client.SetUnfinished(1_000, Gigabyte);
        Assert.Empty(Open(page).Find(".lora-totals").QuerySelectorAll(":not(p)"));
    }

    [Theory]
    [InlineData(89, false, false)]
    [InlineData(90, true, false)]
    [InlineData(99, true, false)]
    [InlineData(100, true, true)]
    [InlineData(120, true, true)]
    public void Usage_warns_at_90_percent_and_when_full(int percent, bool isHigh, bool isFull)
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain", percent * Gigabyte);
        page.Client.Limits = page.Client.Limits with { Bytes = 100 * Gigabyte };
        var dialog = Open(page);
        Assert.Equal(isHigh, dialog.FindAll(".lora-quota-high").Count == 1);
        Assert.Equal(isFull ? ["This workspace is full. Delete LoRAs you no longer need."] : [], dialog.FindAll(".lora-quota-full").Select(note => note.TextContent));
        Assert.Equal(Math.Min(percent, 100) * Gigabyte, long.Parse(dialog.Find("meter").GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Full_workspace_refers_to_the_administrator_without_delete_permission()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain", Gigabyte);
        page.Client.Allow(View, Upload);
        page.Client.Limits = page.Client.Limits with { Bytes = Gigabyte };
        Assert.Equal("This workspace is full. Ask your administrator to make room.", Open(page).Find(".lora-quota-full").TextContent);
    }

    [Theory]
    [InlineData(25, null)]
    [InlineData(26, "26 of 32 uploads unfinished")]
    [InlineData(32, "32 of 32 uploads unfinished")]
    public void Unfinished_uploads_are_shown_near_their_limit(int uploads, string? sentence)
    {
        using var page = new ComponentTest();
        page.Client.SetUnfinished(uploads, 0);
        page.Client.Limits = page.Client.Limits with { Uploads = 32 };
        Assert.Equal(sentence, Open(page).FindAll(".lora-totals > span").SingleOrDefault()?.TextContent);
    }

    [Theory]
    [InlineData(500 * Gibibyte, 500 * Gibibyte, "500 GB of 500 GB used")]
    [InlineData(300 * (1L << 20), 500 * Gibibyte, "293 MB of 500 GB used")]
    [InlineData(768 * (1L << 20), 1_536 * (1L << 20), "768 MB of 1,536 MB used")]
    [InlineData(1_000, 1_536 * (1L << 20), "1 kB of 1,536 MB used")]
    public void Usage_that_reaches_a_binary_limit_shows_the_same_number(long used, long limit, string text)
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain", used);
        page.Client.Limits = page.Client.Limits with { Bytes = limit };
        Assert.Equal(text, Open(page).Find("meter").GetAttribute("aria-valuetext"));
    }

    [Fact]
    public void Usage_is_updated_after_an_upload()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain", Gigabyte);
        page.Client.Limits = page.Client.Limits with { Bytes = 4 * Gigabyte };
        var dialog = Open(page);
        var added = page.Client.Add("Slow dolly", Gigabyte);
        page.Client.Notify(LoraChangeKind.Added, added.Id);
        page.Time.Advance(TimeSpan.FromMilliseconds(100));
        dialog.WaitForAssertion(() => Assert.Equal("2 GB of 4 GB used", dialog.Find("meter").GetAttribute("aria-valuetext")));
    }

    private static IRenderedComponent<LoraManagementDialog> Open(ComponentTest page) =>
        page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));
}
