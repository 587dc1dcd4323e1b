using System.Text.Json.Nodes;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Programs;

/// <summary>The API with curl.</summary>
[Collection(EngineCollection.Name)]
public sealed class CurlTests(Studios studios)
{
    private const string Curl = "/usr/bin/curl";

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Curl_uploads_lists_gets_a_url_downloads_and_deletes(BackEndKind kind)
    {
        var room = await studios.OpenAsync(kind);
        using var folder = new TemporaryFolder();
        var first = LoraFile.Make(folder, "neon-rain.safetensors", 300_000);
        var second = LoraFile.Make(folder, "한국 수채화.safetensors", (2 * LoraFile.PartSize) + 20_000);
        var api = new Uri(room.Address, "api/lora").ToString();

        var uploaded = await JsonAsync(room, "-F", $"files=@{first.Path}", "-F", $"files=@{second.Path}", $"{api}/upload");
        Assert.All(uploaded["results"]!.AsArray(), result => Assert.True((bool)result!["succeeded"]!));

        var listed = await JsonAsync(room, $"{api}?search=neon");
        var item = Assert.Single(listed["items"]!.AsArray())!;
        Assert.Equal("neon-rain", (string?)item["name"]);
        Assert.Equal(2, (int)(await JsonAsync(room, api))["total"]!);

        var id = (string)uploaded["results"]![1]!["lora"]!["id"]!;
        var url = (string)(await JsonAsync(room, $"{api}/{id}/url"))["url"]!;
        await RunAsync(room, "-o", folder["by-url"], url);
        await RunAsync(room, "-L", "-o", folder["by-download"], $"{api}/{id}/download");
        var bytes = await File.ReadAllBytesAsync(second.Path);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder["by-url"]));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder["by-download"]));

        await RunAsync(room, "-X", "DELETE", $"{api}/{id}");
        Assert.Equal(1, (int)(await JsonAsync(room, api))["total"]!);
        var left = await room.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Single(left.Objects);
    }

    [Theory]
    [InlineData("Origin: https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    public async Task Curl_gets_403_with_the_headers_of_another_site(string header)
    {
        var room = await studios.OpenAsync();
        using var folder = new TemporaryFolder();
        var file = LoraFile.Make(folder, "foreign.safetensors", 4096);

        var answer = await CommandLine.RunAsync(
            Curl, ["-sS", "-b", $"{Room.CookieName}={room.Name}", "-o", folder["answer"], "-w", "%{http_code}", "-H", header, "-F", $"files=@{file.Path}", new Uri(room.Address, "api/lora/upload").ToString()]);

        Assert.Equal("403", answer);
        Assert.Equal("request.cross_site", (string?)JsonNode.Parse(await File.ReadAllTextAsync(folder["answer"]))!["code"]);
        Assert.True((await room.TakeInventoryAsync()).IsEmpty);
    }

    private static Task<string> RunAsync(Room room, params string[] arguments) =>
        CommandLine.RunAsync(Curl, ["-sS", "--fail-with-body", "-b", $"{Room.CookieName}={room.Name}", .. arguments]);

    private static async Task<JsonNode> JsonAsync(Room room, params string[] arguments) => JsonNode.Parse(await RunAsync(room, arguments))!;
}
