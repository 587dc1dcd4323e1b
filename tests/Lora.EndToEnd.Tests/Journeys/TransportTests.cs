using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Parts go directly to the storage if possible, otherwise through the application.</summary>
[Collection(StorageCollection.Name)]
public sealed class TransportTests(Studios studios)
{
    private const int Parts = 8;

    [Theory]
    [InlineData("auto")]
    [InlineData("direct")]
    public async Task Parts_go_directly_to_the_storage(string transport)
    {
        await using var stage = await UploadStage.CreateAsync(studios, $"straight-{transport}", BackEndKind.PostgresCeph, transport: transport);
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("straight.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(file.Path);
        await stage.AssertStoredAsync(file);
        Assert.DoesNotContain(stage.Visit.Changes, change => change.StartsWith("PUT ", StringComparison.Ordinal));
        await stage.Visit.EndAsync();
    }

    [Theory]
    [InlineData("ExpiredToken")]
    [InlineData("InvalidToken")]
    public async Task Part_is_signed_again_when_its_credentials_have_expired(string code)
    {
        await using var stage = await UploadStage.CreateAsync(studios, $"expired-{code}", BackEndKind.PostgresCeph, transport: "direct");
        stage.Visit.Expect("400");
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("expired.safetensors");
        await stage.OpenAsync();
        var rejections = 1;
        await stage.Visit.Page.RouteAsync($"{storage.Address}/**", route => route.Request.Method == "PUT" && Interlocked.Decrement(ref rejections) >= 0
            ? route.FulfillAsync(new()
            {
                Status = 400,
                Headers = [new("Access-Control-Allow-Origin", "*")],
                ContentType = "application/xml",
                Body = $"<Error><Code>{code}</Code></Error>",
            })
            : route.ContinueAsync());
        await stage.Library.PickAsync(file.Path);
        await stage.AssertStoredAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_goes_through_the_application_when_the_bucket_has_no_cors()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "around", BackEndKind.PostgresCeph, transport: "auto");
        stage.Visit.Expect("CORS|ERR_FAILED");
        // Another test may have configured CORS.
        await ((PostgresCeph)stage.Room.BackEnd).RemoveCorsAsync();
        var file = stage.File("around.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(file.Path);
        await stage.AssertStoredAsync(file);
        Assert.Equal(Parts, stage.Visit.Changes.Count(change => change.StartsWith("PUT ", StringComparison.Ordinal)));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_changes_the_transport_in_the_middle_of_a_file()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "turn", BackEndKind.PostgresCeph, transport: "auto");
        stage.Visit.Expect("ERR_CONNECTION_FAILED");
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("turn.safetensors");
        await stage.OpenAsync();
        var traffic = await StorageTraffic.WatchAsync(stage.Visit.Page, storage.Address, passes: 3);
        await stage.Library.PickAsync(file.Path);
        await stage.AssertStoredAsync(file);
        Assert.Equal(3, traffic.Seen.Count);
        Assert.Equal(Parts - 3, stage.Visit.Changes.Count(change => change.StartsWith("PUT ", StringComparison.Ordinal)));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Lost_file_is_not_mistaken_for_unreachable_storage()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "gone-straight", BackEndKind.PostgresCeph, transport: "auto");
        stage.Visit.Expect("ERR_FILE_NOT_FOUND");
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("straight.safetensors");
        await stage.OpenAsync();
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 0, storage.Address);
        await stage.Library.PickAsync(file.Path);
        await gate.WaitForSeenAsync(4);

        file.Hide();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The file can't be read");
        file.Restore();
        var before = gate.Seen.Count;
        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await stage.AssertStoredAsync(file);
        Assert.Equal(Parts, gate.Seen.Count - before);
        Assert.DoesNotContain(stage.Visit.Changes, change => change.StartsWith("PUT ", StringComparison.Ordinal));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_explains_the_problem_when_only_direct_transfer_is_allowed()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "only-straight", BackEndKind.PostgresCeph, transport: "direct");
        stage.Visit.Expect("CORS|ERR_FAILED");
        // Another test may have configured CORS.
        await ((PostgresCeph)stage.Room.BackEnd).RemoveCorsAsync();
        var file = stage.File("stuck.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(file.Path);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("allow this site in the CORS rules of the bucket");
        await stage.Visit.ScreenshotAsync("said");

        await ((PostgresCeph)stage.Room.BackEnd).AllowOriginAsync(stage.Room.Address);
        await stage.Library.UploadButton(file.Name, "Retry").ClickAsync();
        await stage.AssertStoredAsync(file);
        await stage.Visit.EndAsync();
    }
}
