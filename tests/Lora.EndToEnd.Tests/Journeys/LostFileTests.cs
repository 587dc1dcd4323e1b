using Lora.EndToEnd.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Files that cannot be read while they are sent, as when a drive is pulled out: nothing that was sent is lost.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class LostFileTests(Chromium chromium)
{
    private const int Missing = 5;

    [Fact]
    public async Task A_file_that_cannot_be_read_for_a_while_goes_on_by_itself()
    {
        await using var stage = await UploadStage.SetAsync(chromium, "away");
        stage.Visit.Expect("ERR_FILE_NOT_FOUND");
        var file = stage.File("away.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        var failed = new TaskCompletionSource();
        stage.Visit.Page.RequestFailed += (_, _) => failed.TrySetResult();

        file.Hide();
        gate.Open();
        await failed.Task;
        file.Restore();

        await stage.SeeWholeAsync(file);
        await stage.Visit.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_gone_keeps_what_was_sent_until_it_is_back(bool isOther)
    {
        await using var stage = await UploadStage.SetAsync(chromium, $"gone-{isOther}");
        stage.Visit.Expect("ERR_FILE_NOT_FOUND");
        var file = stage.File("gone.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        file.Hide();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The file cannot be read any more: it was moved or changed, or its drive is gone.");
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("Not finished · 16 of 42 MB · to resume, choose the file again");
        await stage.Visit.PictureAsync("gone");
        file.Restore();
        var before = gate.Seen.Count;

        await stage.ContinueAsync(file, isOther ? stage.Imposter(file) : file);

        if (isOther)
        {
            await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("or it was changed since");
            Assert.Equal(before, gate.Seen.Count);
        }
        else
        {
            await stage.SeeWholeAsync(file);
            Assert.Equal(Missing, gate.Seen.Count - before);
        }

        await stage.Visit.EndAsync();
    }
}
