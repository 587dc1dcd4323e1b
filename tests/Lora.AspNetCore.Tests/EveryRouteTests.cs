using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Tests;

/// <summary>Rules for every mapped endpoint, including those added later.</summary>
public class EveryRouteTests
{
    private static readonly string[] Verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "X"];
    private static readonly string[] InvalidIds = ["0", "not-an-id", "00000000000000000000000000000000", "0198f0f0f0f07000800000000000abcdef", "%ED%95%9C", "..%2F..", "%20", "*"];
    private static readonly string[] Queries = ["", "?take=x&seconds=x&size=x&missing=x", "?take=1&take=2&sort=%00&role=x", "?ranges=-&fileName=%ED%A0%80&size=99999999999999999999"];
    private static readonly string[] Bodies = ["", "{", "null", "[]", "\"text\"", "{\"size\":\"x\",\"parts\":[null],\"partner\":7,\"name\":{},\"apply\":1}", "{\"size\":1e99}", "\ud800"];
    private static readonly string[] ContentTypes = ["application/json", "application/json; charset=bogus", "application/json; charset=utf-7", "application/octet-stream", "multipart/form-data", "multipart/form-data; boundary=b", "text/plain", "nonsense"];

    [Fact]
    public async Task Route_answers_401_to_an_anonymous_request()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client(user: null);
        await CheckAsync(client, Routes.Of(host).Where(static route => !route.UsesTicket), static route => [route.Request()], HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Route_is_found_beside_a_fallback_of_the_host()
    {
        // As MapStaticAssets maps one in development.
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app =>
        {
            app.MapLoraManagement();
            app.MapFallback("{**path}", static () => "fallback");
        });
        using var client = host.Client(user: null);
        await CheckAsync(client, Routes.Of(host).Where(static route => !route.UsesTicket), static route => [route.Request()], HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task State_change_answers_403_to_another_site(string header, string value)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        await CheckAsync(client, Routes.Of(host).Where(static route => route.Method is not ("GET" or "HEAD")), route => [With(route.Request(), header, value)], HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Route_rejects_foreign_and_invalid_ids()
    {
        await using var host = await TestHost.StartAsync();
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        string[] ids = [(await ada.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"), (await ada.BeginAsync("b.safetensors", 10)).Text("id"), .. InvalidIds];
        await CheckAsync(
            bob, Routes.Of(host).Where(static route => route is { HasId: true, UsesTicket: false }), route => ids.Select(route.Request), HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("xn--a", true)]
    [InlineData("localhost:99999", false)] // The client of sockets sends a second header beside this one.
    public async Task Route_rejects_an_invalid_Host_header(string name, bool sockets)
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Sockets = sockets;

            // The request log also reads the host, and closes the connection if that fails.
            setup.Services = static services => services.AddLogging(static logging => logging.AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.None));
        });
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        await CheckAsync(
            client,
            Routes.Of(host),
            route => [With(route.Request(id), "Host", name), With(With(route.Request(id), "Host", name), "Origin", "http://localhost")],
            HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Route_never_fails_for_any_verb()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Lora = static lora => lora.UseDatabaseAudit());
        using var client = host.Client();
        var paths = Routes.Of(host).DistinctBy(static route => route.Pattern).Select(static route => route.Request().RequestUri!);
        var failed = new List<string>();
        foreach (var (path, verb) in paths.SelectMany(static path => Verbs.Select(verb => (path, verb))))
        {
            using var request = new HttpRequestMessage(new HttpMethod(verb), path);
            using var response = await client.SendAsync(request);
            if ((int)response.StatusCode >= 500)
            {
                failed.Add($"{verb} {path}: {(int)response.StatusCode}");
            }
        }

        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed));
    }

    [Fact]
    public async Task Route_answers_errors_as_problems_for_any_body_and_query()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Lora = static lora => lora.UseDatabaseAudit());
        using var client = host.Client();
        var id = (await client.BeginAsync("b.safetensors", 10)).Text("id");
        var failed = new List<string>();
        foreach (var route in Routes.Of(host))
        {
            foreach (var request in Malformed(route, id))
            {
                using (request)
                {
                    using var response = await client.SendAsync(request);
                    if (!response.IsSuccessStatusCode && await ProblemOfAsync(response, static status => (int)status < 500) is { } problem)
                    {
                        failed.Add($"{route} {request.RequestUri!.OriginalString} {request.Content?.Headers.ContentType}: {problem}");
                    }
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed));
    }

    private static IEnumerable<HttpRequestMessage> Malformed(Routes.Route route, string id)
    {
        foreach (var query in Queries)
        {
            yield return To(route.Request(id), query, content: null);
        }

        if (route.Method is "GET" or "HEAD")
        {
            yield break;
        }

        foreach (var (body, type) in Bodies.SelectMany(static body => ContentTypes.Select(type => (body, type))))
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            yield return To(route.Request(id), query: "", content);
        }
    }

    private static HttpRequestMessage To(HttpRequestMessage request, string query, HttpContent? content)
    {
        request.RequestUri = new Uri(request.RequestUri!.OriginalString + query, UriKind.Relative);
        request.Content = content ?? request.Content;
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static async Task CheckAsync(HttpClient client, IEnumerable<Routes.Route> routes, Func<Routes.Route, IEnumerable<HttpRequestMessage>> requests, params HttpStatusCode[] expected)
    {
        var all = routes.ToList();
        Assert.NotEmpty(all);
        var failed = new List<string>();
        foreach (var (route, request) in all.SelectMany(route => requests(route).Select(request => (route, request))))
        {
            using (request)
            {
                using var response = await client.SendAsync(request);
                if (await ProblemOfAsync(response, expected.Contains) is { } problem)
                {
                    failed.Add($"{route} {request.RequestUri!.OriginalString}: {problem}");
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed));
    }

    /// <summary>Returns what is wrong with an error response, or <see langword="null"/> if it is problem details with the expected code and status.</summary>
    private static async Task<string?> ProblemOfAsync(HttpResponseMessage response, Func<HttpStatusCode, bool> expected)
    {
        if (!expected(response.StatusCode))
        {
            return $"answered {(int)response.StatusCode}";
        }

        if (response.RequestMessage!.Method == HttpMethod.Head)
        {
            return null;
        }

        var text = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType is not MediaTypeHeaderValue { MediaType: "application/problem+json" })
        {
            // The response to a form has a result for each file.
            return text.StartsWith("{\"results\":", StringComparison.Ordinal) ? null : $"answered {(int)response.StatusCode} with {response.Content.Headers.ContentType}: {text}";
        }

        try
        {
            return JsonNode.Parse(text)!["code"] is JsonValue code && code.GetValue<string>().Length > 0 ? null : $"has no code: {text}";
        }
        catch (JsonException)
        {
            return $"is not JSON: {text}";
        }
    }
}
