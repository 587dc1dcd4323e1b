using System.Net;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Lora.AspNetCore.Tests;

public class CrossSiteTests
{
    private static readonly string[] Names = ["Sec-Fetch-Site", "Origin", "Host", "Cookie", "Authorization"];
    private static readonly LoraId Missing = LoraId.New(TimeProvider.System);

    [Theory]
    [InlineData("", true)]
    [InlineData("Sec-Fetch-Site: same-origin", true)]
    [InlineData("Sec-Fetch-Site: none", true)]
    [InlineData("Sec-Fetch-Site: same-site", false)]
    [InlineData("Sec-Fetch-Site: cross-site", false)]
    [InlineData("Sec-Fetch-Site: same-origin, cross-site", false)]
    [InlineData("Sec-Fetch-Site: cross-site|Origin: http://localhost", false)]
    [InlineData("Sec-Fetch-Site: same-origin|Origin: https://localhost", true)]
    [InlineData("Origin: http://localhost", true)]
    [InlineData("Origin: http://LOCALHOST:80", true)]
    [InlineData("Origin: http://localhost:8080", false)]
    [InlineData("Origin: https://localhost", false)]
    [InlineData("Origin: http://evil.example", false)]
    [InlineData("Origin: http://localhost.evil.example", false)]
    [InlineData("Origin: null", false)]
    [InlineData("Origin: nonsense", false)]
    [InlineData("Sec-Fetch-Site: cross-site|Authorization: Bearer token", true)]
    [InlineData("Origin: http://evil.example|Authorization: bearer token", true)]
    [InlineData("Sec-Fetch-Site: cross-site|Authorization: Bearer token|Cookie: session=1", false)]
    [InlineData("Origin: http://evil.example|Authorization: Bearer token|Cookie: session=1", false)]
    [InlineData("Origin: http://localhost|Cookie: session=1", true)]
    [InlineData("Origin: http://evil.example|Authorization: Basic YTpi", false)]
    [InlineData("Origin: http://evil.example|Authorization: Bearer", false)]
    public async Task State_change_is_accepted_only_from_own_site_and_programs(string headers, bool isAccepted)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        foreach (var route in Routes.Of(host).Where(route => route.Method is not ("GET" or "HEAD")))
        {
            using var request = route.Request();
            Add(request, headers);
            using var response = await client.SendAsync(request);
            if (isAccepted)
            {
                Assert.True(response.StatusCode != HttpStatusCode.Forbidden, $"{route}: {response.StatusCode}");
            }
            else
            {
                await response.ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.RequestCrossSite);
            }
        }

        Assert.Equal(isAccepted, Directory.EnumerateFileSystemEntries(Path.Combine(host.Folder, "files"), "*", SearchOption.AllDirectories).Skip(1).Any());
    }

    /// <summary>
    /// The rules; the first match wins. A row: Sec-Fetch-Site, Origin, Host, Cookie, Authorization, and whether the request is accepted; <c>*</c> is
    /// anything, <c>-</c> is absent.
    /// </summary>
    private static readonly string[][] WithoutPublicUrl =
    [
        ["*", "*", "*", "-", "Bearer token", "accepted"],
        ["same-origin", "*", "*", "*", "*", "accepted"],
        ["none", "*", "*", "*", "*", "accepted"],
        ["-", "-", "*", "*", "*", "accepted"],
        ["-", "http://localhost", "localhost", "*", "*", "accepted"],
        // Only AllowedHosts or PublicUrl can distinguish these.
        ["-", "http://evil.example", "evil.example", "*", "*", "accepted"],
        ["*", "*", "*", "*", "*", "rejected"],
    ];

    private static readonly string[][] WithPublicUrl =
    [
        ["*", "*", "*", "-", "Bearer token", "accepted"],
        ["same-origin", "-", "*", "*", "*", "accepted"],
        ["none", "-", "*", "*", "*", "accepted"],
        ["-", "-", "*", "*", "*", "accepted"],
        ["same-origin", "https://studio.example", "*", "*", "*", "accepted"],
        ["none", "https://studio.example", "*", "*", "*", "accepted"],
        ["-", "https://studio.example", "*", "*", "*", "accepted"],
        ["*", "*", "*", "*", "*", "rejected"],
    ];

    [Theory]
    [InlineData(null)]
    [InlineData("https://studio.example/app")]
    public async Task Cross_site_check_decides_every_combination_of_headers(string? publicUrl)
    {
        // A value with a bar is a header that is sent twice.
        string[][] values =
        [
            ["-", "same-origin", "none", "same-site", "cross-site", "", "Same-Origin", "same-origin|same-origin", "same-origin|cross-site"],
            [
                "-", "http://localhost", "http://evil.example", "https://studio.example", "http://studio.example", "https://studio.example:8443", "https://studio.example.evil.example",
                "null", "", "nonsense", "https://studio.example|https://studio.example", "https://studio.example, http://evil.example", "http://localhost http://evil.example",
            ],
            ["localhost", "evil.example"],
            ["-", "session=1", ""],
            ["-", "Bearer token", "Basic YTpi", "Bearer", "Bearer one|Bearer two"],
        ];
        var table = publicUrl is null ? WithoutPublicUrl : WithPublicUrl;
        await using var host = await TestHost.StartAsync(setup => setup.Http = http => http.PublicUrl = publicUrl is null ? null : new Uri(publicUrl));
        var server = host.App.GetTestServer();
        var wrong = new List<string>();
        var seen = new HashSet<string[]>();
        foreach (var combination in Combinations(values))
        {
            var rule = table.First(row => row.Zip(combination).All(pair => pair.First == "*" || pair.First == pair.Second));
            seen.Add(rule);
            var context = await server.SendAsync(context =>
            {
                context.Request.Method = "DELETE";
                context.Request.Path = $"/api/lora/{Missing}";
                context.Request.Headers[TestUserHandler.Header] = "ada";
                foreach (var (name, value) in Names.Zip(combination).Where(pair => pair.Second != "-"))
                {
                    context.Request.Headers[name] = value.Split('|');
                }
            });
            var expected = rule[^1] == "accepted" ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden;
            if (context.Response.StatusCode != expected)
            {
                wrong.Add($"{string.Join(" ; ", combination)}: {context.Response.StatusCode} instead of {expected}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(20)));
        Assert.Equal(table.Length, seen.Count);
    }

    [Fact]
    public async Task Cross_site_check_allows_reads()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/lora");
        Add(request, "Sec-Fetch-Site: cross-site|Origin: http://evil.example");
        await (await client.SendAsync(request)).JsonAsync();
    }

    private static IEnumerable<string[]> Combinations(string[][] values) => values.Aggregate(
        (IEnumerable<string[]>)[[]], static (beginnings, next) => beginnings.SelectMany(beginning => next.Select(value => (string[])[.. beginning, value])));

    private static void Add(HttpRequestMessage request, string headers)
    {
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..at], header[(at + 1)..].Trim());
        }
    }
}
