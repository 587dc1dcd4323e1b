using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Hosting;

namespace Lora.HttpFuzzing.Requests;

/// <summary>A running sample with its endpoints and with data of several users.</summary>
internal sealed partial class FuzzTarget
{
    private FuzzTarget(SampleServer server) => Server = server;

    public SampleServer Server { get; }

    public KnownValues Known { get; } = new();

    public IReadOnlyList<Operation> Operations { get; private set; } = [];

    public IReadOnlyList<string> Users { get; private set; } = [];

    public JsonBodies Json { get; private set; } = null!;

    /// <summary>Gets the cookies of a visitor, without the one that names the user.</summary>
    public string Cookies { get; private set; } = string.Empty;

    /// <summary>Gets the antiforgery token that belongs to <see cref="Cookies"/>; empty when no page has a form.</summary>
    public string Token { get; private set; } = string.Empty;

    /// <summary>Finds out what a sample offers and uploads a few LoRAs for each of its users.</summary>
    /// <param name="server">The sample.</param>
    /// <param name="document">The OpenAPI document of the API.</param>
    /// <param name="operations">The endpoints of the sample.</param>
    public static async Task<FuzzTarget> PrepareAsync(SampleServer server, JsonNode document, IReadOnlyList<Operation> operations)
    {
        var target = new FuzzTarget(server) { Operations = operations };
        target.Json = new JsonBodies(document, target.Known);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        await target.ReadPageAsync(client).ConfigureAwait(false);
        foreach (var user in target.Users)
        {
            await target.UploadAsync(client, user).ConfigureAwait(false);
        }

        for (var count = 0; count < 4; count++)
        {
            using var negotiated = await client.PostAsync(new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), content: null).ConfigureAwait(false);
            target.Known.Learn(await negotiated.Content.ReadAsStringAsync().ConfigureAwait(false));
        }

        return target;
    }

    /// <summary>Returns the fields of a form that the sample understands.</summary>
    public IReadOnlyList<(string Name, string Value)> FormFields(FuzzRandom random)
    {
        var fields = new List<(string, string)>();
        if (random.Below(6) > 0)
        {
            fields.Add(("__RequestVerificationToken", random.Below(6) == 0 ? Texts.Weird(random) : Token));
        }

        if (random.Below(6) > 0)
        {
            fields.Add(("_handler", random.Below(3) == 0 ? Texts.Weird(random) : random.Of(["demo-user", "order"])));
        }

        fields.Add(("user", random.Below(3) == 0 ? Texts.Weird(random) : random.Of(Users)));
        fields.Add(("_order.Motif", Texts.Weird(random)));
        fields.Add(("_order.Copies", Texts.Weird(random)));
        return fields;
    }

    private async Task ReadPageAsync(HttpClient client)
    {
        using var page = await client.GetAsync(new Uri("/", UriKind.Relative)).ConfigureAwait(false);
        page.EnsureSuccessStatusCode();
        var html = await page.Content.ReadAsStringAsync().ConfigureAwait(false);
        Users = [.. UserButton().Matches(html).Select(static match => match.Groups["name"].Value).DefaultIfEmpty("nobody")];
        Token = TokenField().Match(html).Groups["value"].Value;
        Cookies = page.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join("; ", cookies.Select(static cookie => cookie.Split(';')[0])) : string.Empty;
    }

    private async Task UploadAsync(HttpClient client, string user)
    {
        for (var number = 0; number < 3; number++)
        {
            using var form = new MultipartFormDataContent();
            using var file = new ByteArrayContent(LoraFiles.Make(new FuzzRandom(1, number), padding: 0));
            form.Add(file, "file", $"style-{number}.safetensors");
            await SendAsync(client, user, "/api/lora/upload", form).ConfigureAwait(false);
        }

        using var begin = new StringContent("""{"fileName":"open.safetensors","size":6000000}""", MediaTypeHeaderValue.Parse("application/json"));
        await SendAsync(client, user, "/api/lora/uploads", begin).ConfigureAwait(false);
    }

    /// <summary>A user who may not upload is refused, and has nothing to be known by.</summary>
    private async Task SendAsync(HttpClient client, string user, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("Cookie", $"demo-user={user}");
        using var answer = await client.SendAsync(request).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            Known.Learn(await answer.Content.ReadAsStringAsync().ConfigureAwait(false));
        }
    }

    [GeneratedRegex("name=\"user\" value=\"(?<name>\\w+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserButton();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenField();
}
