using System.Net;
using Lora.AspNetCore.Tests.Support;
using Lora.Errors;

namespace Lora.AspNetCore.Tests;

public class CrossSiteTests
{
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
    [InlineData("Origin: http://evil.example|Authorization: Basic YTpi", false)]
    [InlineData("Origin: http://evil.example|Authorization: Bearer", false)]
    public async Task A_state_change_is_taken_from_the_own_site_and_from_programs_alone(string headers, bool taken)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        foreach (var route in Routes.Of(host).Where(route => route.Method is not ("GET" or "HEAD")))
        {
            using var request = route.Request();
            Add(request, headers);
            using var response = await client.SendAsync(request);
            if (taken)
            {
                Assert.True(response.StatusCode != HttpStatusCode.Forbidden, $"{route}: {response.StatusCode}");
            }
            else
            {
                await response.ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.RequestCrossSite);
            }
        }

        Assert.Equal(taken, Directory.EnumerateFileSystemEntries(Path.Combine(host.Folder, "files"), "*", SearchOption.AllDirectories).Skip(1).Any());
    }

    [Fact]
    public async Task Reading_needs_no_such_proof()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/lora");
        Add(request, "Sec-Fetch-Site: cross-site|Origin: http://evil.example");
        await (await client.SendAsync(request)).JsonAsync();
    }

    private static void Add(HttpRequestMessage request, string headers)
    {
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..at], header[(at + 1)..].Trim());
        }
    }
}
