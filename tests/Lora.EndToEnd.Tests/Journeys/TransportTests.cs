using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Parts go straight to storage where that works, and through the application where it does not.</summary>
[Collection(StorageCollection.Name)]
public sealed class TransportTests(Studios studios)
{
    private const int Parts = 8;

    [Theory]
    [InlineData("auto")]
    [InlineData("direct")]
    public async Task Parts_go_straight_to_storage(string transport)
    {
        await using var stage = await UploadStage.SetAsync(studios, $"straight-{transport}", BackEndKind.PostgresCeph, transport: transport);
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("straight.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(file.Path);
        await stage.SeeWholeAsync(file);
        Assert.DoesNotContain(stage.Visit.Changes, change => change.StartsWith("PUT ", StringComparison.Ordinal));
        await stage.Visit.EndAsync();
    }

    [Theory]
    [InlineData("ExpiredToken")]
    [InlineData("InvalidToken")]
    public async Task A_part_signed_with_credentials_that_have_expired_is_signed_again(string code)
    {
        await using var stage = await UploadStage.SetAsync(studios, $"expired-{code}", BackEndKind.PostgresCeph, transport: "direct");
        stage.Visit.Expect("400");
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("expired.safetensors");
        await stage.OpenAsync();
        var refusals = 1;
        await stage.Visit.Page.RouteAsync($"{storage.Address}/**", route => route.Request.Method == "PUT" && Interlocked.Decrement(ref refusals) >= 0
            ? route.FulfillAsync(new()
            {
                Status = 400,
                Headers = [new("Access-Control-Allow-Origin", "*")],
                ContentType = "application/xml",
                Body = $"<Error><Code>{code}</Code></Error>",
            })
            : route.ContinueAsync());
        await stage.Library.PickAsync(file.Path);
        await stage.SeeWholeAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_bucket_that_does_not_let_the_page_in_is_gone_around()
    {
        await using var stage = await UploadStage.SetAsync(studios, "around", BackEndKind.PostgresCeph, transport: "auto");
        stage.Visit.Expect("CORS|ERR_FAILED");
        // Another test may have let pages in.
        await ((PostgresCeph)stage.Room.BackEnd).RemoveCorsAsync();
        var file = stage.File("around.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(file.Path);
        await stage.SeeWholeAsync(file);
        Assert.Equal(Parts, stage.Visit.Changes.Count(change => change.StartsWith("PUT ", StringComparison.Ordinal)));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task In_the_middle_of_a_file_the_other_way_is_taken_and_no_part_is_lost()
    {
        await using var stage = await UploadStage.SetAsync(studios, "turn", BackEndKind.PostgresCeph, transport: "auto");
        stage.Visit.Expect("ERR_CONNECTION_FAILED");
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("turn.safetensors");
        await stage.OpenAsync();
        var road = await StorageTraffic.WatchAsync(stage.Visit.Page, storage.Address, passes: 3);
        await stage.Library.PickAsync(file.Path);
        await stage.SeeWholeAsync(file);
        Assert.Equal(3, road.Seen.Count);
        Assert.Equal(Parts - 3, stage.Visit.Changes.Count(change => change.StartsWith("PUT ", StringComparison.Ordinal)));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_taken_for_storage_that_is()
    {
        await using var stage = await UploadStage.SetAsync(studios, "gone-straight", BackEndKind.PostgresCeph, transport: "auto");
        stage.Visit.Expect("ERR_FILE_NOT_FOUND");
        var storage = (PostgresCeph)stage.Room.BackEnd;
        await storage.AllowOriginAsync(stage.Room.Address);
        var file = stage.File("straight.safetensors");
        await stage.OpenAsync();
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 0, storage.Address);
        await stage.Library.PickAsync(file.Path);
        await gate.SeenAsync(4);

        file.Hide();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The file cannot be read any more");
        file.Restore();
        var before = gate.Seen.Count;
        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await stage.SeeWholeAsync(file);
        Assert.Equal(Parts, gate.Seen.Count - before);
        Assert.DoesNotContain(stage.Visit.Changes, change => change.StartsWith("PUT ", StringComparison.Ordinal));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Where_only_the_straight_way_is_allowed_it_is_said_what_is_wrong_with_it()
    {
        await using var stage = await UploadStage.SetAsync(studios, "only-straight", BackEndKind.PostgresCeph, transport: "direct");
        stage.Visit.Expect("CORS|ERR_FAILED");
        // Another test may have let pages in.
        await ((PostgresCeph)stage.Room.BackEnd).RemoveCorsAsync();
        var file = stage.File("stuck.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(file.Path);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("the bucket has to allow its address (CORS)");
        await stage.Visit.PictureAsync("said");

        await ((PostgresCeph)stage.Room.BackEnd).AllowOriginAsync(stage.Room.Address);
        await stage.Library.UploadButton(file.Name, "Retry").ClickAsync();
        await stage.SeeWholeAsync(file);
        await stage.Visit.EndAsync();
    }
}
