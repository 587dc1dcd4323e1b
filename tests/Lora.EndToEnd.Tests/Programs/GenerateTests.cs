using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Programs;

/// <summary>The sample's endpoint that builds generation requests, with valid and invalid bodies.</summary>
[Collection(EngineCollection.Name)]
public sealed class GenerateTests(Studios studios) : IAsyncLifetime
{
    private const string Path = "api/generate/wan22";
    private const string Json = "application/json";

    private Room _room = null!;

    public async Task InitializeAsync() => _room = await studios.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Lora_in_a_request_is_recorded_as_used()
    {
        var ada = _room.As("ada");
        var id = await ada.UploadAsync("neon.safetensors", 20_000);

        using var answer = await SendAsync($$"""{"prompt":"Rain","lora_high":"{{id}}"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var payload = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("Rain", (string?)payload["prompt"]);
        Assert.Equal(1, (int)Assert.Single(await ada.ListAsync())["useCount"]!);
    }

    [Theory]
    [InlineData("""{"prompt":{"text":"Rain"}}""", "prompt")]
    [InlineData("""{"prompt":["Rain"]}""", "prompt")]
    [InlineData("""{"prompt":"Rain","seed":1,"seed":2}""", "seed")]
    [InlineData("""{"prompt":"Rain","seed":1e400}""", "seed")]
    [InlineData("""{"prompt":"half \ud800"}""", "prompt")]
    [InlineData("""["prompt"]""", null)]
    [InlineData("null", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    public async Task Invalid_value_is_rejected_with_an_issue_that_names_its_member(string body, string? member)
    {
        using var answer = await SendAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var issue = Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["issues"]!.AsArray())!;
        Assert.Equal(member, (string?)issue["member"]);
        Assert.NotEmpty((string)issue["message"]!);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=bogus", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.OK)]
    [InlineData("application/vnd.studio+json", HttpStatusCode.OK)]
    public async Task Content_type_must_be_json_in_utf8(string? type, HttpStatusCode status)
    {
        using var answer = await SendAsync("""{"prompt":"Rain"}""", type);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_over_one_mebibyte_is_rejected(bool isChunked)
    {
        using var answer = await SendAsync($$"""{"prompt":"{{new string('x', 1024 * 1024)}}"}""", isChunked: isChunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Unknown_model_answers_404()
    {
        Assert.Equal(HttpStatusCode.NotFound, await _room.As("ada").StatusOfAsync(HttpMethod.Post, "api/generate/none", new StringContent("{}", Encoding.UTF8, Json)));
    }

    private async Task<HttpResponseMessage> SendAsync(string body, string? type = Json, bool isChunked = false)
    {
        using var client = new HttpClient { BaseAddress = _room.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("Cookie", $"{Room.CookieName}={_room.Name}");
        request.Headers.TransferEncodingChunked = isChunked;
        // The server may reject the body before it is sent.
        request.Headers.ExpectContinue = true;
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await client.SendAsync(request);
    }
}
