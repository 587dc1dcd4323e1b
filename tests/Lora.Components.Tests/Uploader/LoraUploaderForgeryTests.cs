using System.Text.Json;
using Bunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Uploader;

/// <summary>Forged messages, because the browser is not trusted.</summary>
public sealed class LoraUploaderForgeryTests : IDisposable
{
    private const int Flood = 100_000;

    private readonly ComponentTest _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public async Task Forged_reports_leave_a_bounded_list_that_works()
    {
        var uploader = _page.Render<LoraUploader>();
        await ReportAsync(new { key = "own", name = "own.ckpt", size = 100, state = "uploading", sent = 10 });
        foreach (var keys in Enumerable.Range(0, Flood).Chunk(2_000))
        {
            await ReportAsync([.. keys.Select(key => new { key = $"forged-{key}", name = "x.ckpt", size = 1, state = "waiting" })]);
        }

        Assert.Equal(LoraUploadLimits.Rows, Rows(uploader));
        await ReportAsync(new { key = "own", state = "uploading", sent = 60 });
        Assert.Equal("60", uploader.Find("progress").GetAttribute("value"));
        await uploader.Find("[aria-label='Cancel the upload of own.ckpt']").ClickAsync();
        Assert.Equal(LoraUploadLimits.Rows - 1, Rows(uploader));
    }

    [Fact]
    public async Task Excess_files_are_skipped_and_counted()
    {
        var uploader = _page.Render<LoraUploader>();
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var files in Enumerable.Range(0, 5_000).Select(key => new { key = $"file-{key}", name = "x.ckpt", size = 1 }).Chunk(500))
        {
            var message = new { files, skipped = files[0].key == "file-0" ? 0 : (int?)null };
            accepted.UnionWith((IReadOnlyList<string>)(await _page.Uploader.InvokeAsync("ChooseAsync", message))!);
            Assert.Empty(((IReadOnlyList<string>)(await _page.Uploader.InvokeAsync("ChooseAsync", message))!).Except(accepted));
        }

        Assert.Equal((LoraUploadLimits.Rows, LoraUploadLimits.Rows), (accepted.Count, Rows(uploader)));
        Assert.Contains("4,000 files were skipped because the list can hold 1,000 files.", uploader.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_names_and_messages_are_truncated()
    {
        var uploader = _page.Render<LoraUploader>();
        var huge = new string('x', 100_000);
        var issue = new { code = huge, message = huge, sentence = new { key = "size", arguments = new[] { huge } } };
        await ReportAsync(
            new { key = huge, name = "huge key", size = 1, state = "waiting" },
            new { key = "a", name = huge, size = 1, state = "failed", error = new { code = huge, detail = huge, issues = Enumerable.Repeat(issue, 100), chooseAgain = true } },
            new { key = "b", name = "b.ckpt", size = 1, state = "uploading", note = "retrying", retryReason = new { code = huge, detail = huge } },
            new { key = "c", name = "c.ckpt", size = 1, state = "duplicate", duplicate = new { id = _page.Client.Add("neon").Id, name = huge } });
        await _page.Uploader.InvokeAsync("ChooseAsync", new { files = new[] { new { key = "d", name = huge + ".ckpt", size = 1 } }, skipped = 0 });

        Assert.Equal(4, uploader.FindAll(".lora-upload").Count);
        Assert.All(uploader.FindAll(".lora-name"), name => Assert.InRange(name.TextContent.Length, 1, LoraUploadLimits.NameLength));
        Assert.InRange(uploader.Markup.Length, 1, 50_000);
    }

    [Fact]
    public async Task Malformed_reports_are_discarded_and_the_others_apply()
    {
        var uploader = _page.Render<LoraUploader>();
        await ReportRawAsync("""
            [ null, 7, "text", [], {}, { "key": null, "state": "waiting" }, { "key": "", "state": "waiting" }, { "key": 7, "state": "waiting" },
              { "key": "number", "name": "n", "state": 99 }, { "key": "unknown", "name": "n", "state": "sleeping" }, { "key": "refused", "name": "n", "state": "refused" },
              { "key": "large", "name": "n", "state": "waiting", "size": 99999999999999999999 }, { "key": "note", "name": "n", "state": "uploading", "note": "bored" },
              { "key": "good", "name": "good.ckpt", "size": 100, "state": "uploading", "sent": 10 } ]
            """);
        Assert.Equal(["good.ckpt"], uploader.FindAll(".lora-name").Select(name => name.TextContent));
        Assert.Equal("10", uploader.Find("progress").GetAttribute("value"));

        foreach (var message in new[] { "null", "7", "{}", "\"text\"", "[[[[]]]]" })
        {
            await ReportRawAsync(message);
            Assert.Empty((IReadOnlyList<string>)(await _page.Uploader.InvokeAsync("ChooseAsync", JsonDocument.Parse(message).RootElement))!);
        }

        Assert.Single(uploader.FindAll(".lora-upload"));
    }

    [Theory]
    [InlineData("""{ "sent": -5, "speed": -1, "secondsLeft": -1e300 }""", "0")]
    [InlineData("""{ "sent": 9223372036854775807, "speed": 1e300, "secondsLeft": 1e300 }""", "100")]
    [InlineData("""{ "sent": 50, "speed": 1e999, "secondsLeft": 1e999 }""", "50")]
    [InlineData("""{ "sent": 50, "size": -9223372036854775808 }""", "50")]
    public async Task Out_of_range_numbers_are_clamped(string numbers, string value)
    {
        var uploader = _page.Render<LoraUploader>();
        await ReportAsync(new { key = "a", name = "a.ckpt", size = 100, state = "uploading", sent = 0 });
        await ReportRawAsync($$"""[ { "key": "a", "state": "uploading", {{numbers.Trim('{', '}', ' ')}} } ]""");
        Assert.Equal(value, uploader.Find("progress").GetAttribute("value"));
    }

    [Theory]
    [InlineData("failed", """, "error": null""")]
    [InlineData("failed", """, "error": { "code": null, "issues": null }""")]
    [InlineData("failed", """, "error": { "code": "x", "issues": [ null, { "code": null, "message": null }, { "code": null, "message": "why", "sentence": { "key": null, "arguments": null } } ] }""")]
    [InlineData("duplicate", """, "duplicate": { "id": null, "name": null }""")]
    [InlineData("done", """, "lora": { "id": "not an id", "name": null }""")]
    [InlineData("uploading", """, "note": "retrying", "retryReason": { "code": null, "detail": null }""")]
    [InlineData("unfinished", "")]
    public async Task Missing_members_of_a_report_are_tolerated(string state, string rest)
    {
        var uploader = _page.Render<LoraUploader>();
        await ReportRawAsync($$"""[ { "key": "a", "name": null, "state": "{{state}}"{{rest}} }, { "key": "b", "name": "b.ckpt", "size": 5, "state": "waiting" } ]""");
        Assert.Contains(uploader.FindAll(".lora-name"), name => name.TextContent == "b.ckpt");
        Assert.Empty(_page.Client.Finds);
    }

    [Fact]
    public async Task Forged_uploads_are_looked_up_once_and_within_the_limit()
    {
        var uploader = _page.Render<LoraUploader>();
        var gate = new TaskCompletionSource();
        _page.Client.OnNext(nameof(ILoraClient.FindAsync), (_, _) => gate.Task, int.MaxValue);
        var messages = Enumerable.Range(0, 5).Select(message => ReportAsync(
            [.. Enumerable.Range(0, 1_000).Select(number => new { key = $"{message}-{number}", name = "x.ckpt", size = 1, state = "done", lora = new { id = Guid.NewGuid(), name = "x" } })])).ToList();
        await uploader.InvokeAsync(gate.SetResult);
        await Task.WhenAll(messages);
        Assert.Equal(LoraUploadLimits.Rows, _page.Client.Finds.Count);
        Assert.Equal(_page.Client.Finds.Count, _page.Client.Finds.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Forged_denial_reloads_the_permissions_once_per_message()
    {
        _page.Render<LoraUploader>();
        await ReportAsync([.. Enumerable.Range(0, 500).Select(number => new { key = $"{number}", name = "x", size = 1, state = "failed", error = new { code = "permission.denied" } })]);
        Assert.Equal(2, _page.Client.WorkspaceCalls);
    }

    [Fact]
    public async Task Forged_copy_reports_leave_a_bounded_number_of_messages()
    {
        _page.Client.Add("Neon rain");
        var library = _page.Render<LoraLibrary>();
        for (var number = 0; number < 1_000; number++)
        {
            await _page.Library.InvokeAsync("CopiedAsync", new { word = $"word {number}", copied = false });
        }

        await _page.Library.InvokeAsync("CopiedAsync", new { word = new string('x', 100_000), copied = false });
        await _page.Library.InvokeAsync("CopiedAsync", new { word = (string?)null, copied = true });
        await _page.Library.InvokeAsync("CopiedAsync");
        Assert.Equal(20, library.FindAll(".lora-toast").Count);
        Assert.Contains("“word 999”", library.FindAll(".lora-toast")[^1].TextContent, StringComparison.Ordinal);
    }

    private static int Rows(IRenderedComponent<LoraUploader> uploader)
    {
        var more = uploader.FindAll(".lora-uploads + p").SingleOrDefault()?.TextContent;
        var hidden = more is null ? 0 : int.Parse(more.Split(' ')[0], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
        return uploader.FindAll(".lora-upload").Count + hidden;
    }

    private Task<object?> ReportAsync(params object[] reports) => _page.Uploader.InvokeAsync("ReportAsync", reports);

    private Task<object?> ReportRawAsync(string json) => _page.Uploader.InvokeAsync("ReportAsync", JsonDocument.Parse(json).RootElement);
}
