using System.Net.Sockets;
using System.Text;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Tests;

/// <summary>A client that requests a generation never controls the address that an engine fetches.</summary>
public class EngineReferenceTests
{
    private const string Foreign = "evil.example";

    [Theory]
    [MemberData(nameof(HostileRequests))]
    public async Task Payload_uses_the_public_URL_for_any_request_headers(string target, string headers)
    {
        await using var host = await StartAsync(
            static options => options.References = LoraReferenceKind.Url, http: static http => http.PublicUrl = new Uri("https://studio.example/app"));

        var answer = await GenerateAsync(host, target, headers);

        Assert.Contains("\"lora\":\"https://studio.example/app/api/lora/", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Foreign, answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(HostileRequests))]
    public async Task Payload_uses_the_storage_URL_for_any_request_headers(string target, string headers)
    {
        await using var host = await StartAsync(
            static options => options.References = LoraReferenceKind.Url,
            static services => services.WrapFiles(static files => new SigningFileStore(files)));

        var answer = await GenerateAsync(host, target, headers);

        Assert.Contains("\"lora\":\"https://bucket.example/", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Foreign, answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(HostileRequests))]
    public async Task Generation_reports_an_issue_without_a_public_URL(string target, string headers)
    {
        // The application does not start with these options, so they change afterwards: no code path may read the address of the request.
        await using var host = await StartAsync();
        host.App.Services.GetRequiredService<IOptions<LoraManagementOptions>>().Value.References = LoraReferenceKind.Url;

        var generated = await GenerateAsync(host, target, headers);
        var signed = await GenerateAsync(host, target.Replace("/generate", "/sign", StringComparison.Ordinal), headers);

        Assert.All([generated, signed], answer =>
        {
            Assert.Contains(LoraErrorCodes.UrlUnsupported, answer, StringComparison.Ordinal);
            Assert.Contains("PublicUrl", answer, StringComparison.Ordinal);
            Assert.DoesNotContain(Foreign, answer, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http://", answer, StringComparison.OrdinalIgnoreCase);
        });
    }

    public static TheoryData<string, string> HostileRequests => new()
    {
        { "/generate", $"Host: {Foreign}:8443" },
        { $"http://{Foreign}:8443/generate", $"Host: {Foreign}:8443" },
        { "/generate", $"Host: localhost\r\nX-Forwarded-Host: {Foreign}\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /{Foreign}\r\nForwarded: host={Foreign};proto=https" },
        { "/generate", $"Host: localhost\r\nOrigin: http://{Foreign}\r\nReferer: http://{Foreign}/\r\nX-Original-Host: {Foreign}\r\nX-Original-URL: http://{Foreign}/" },
    };

    private static async Task<TestHost> StartAsync(Action<LoraManagementOptions>? options = null, Action<IServiceCollection>? services = null, Action<LoraHttpOptions>? http = null) =>
        await TestHost.StartAsync(setup =>
        {
            setup.Sockets = true;
            setup.Options = options ?? setup.Options;
            setup.Services = services ?? setup.Services;
            setup.Http = http ?? setup.Http;
            setup.Map = static app =>
            {
                app.MapLoraManagement();
                app.MapPost("/generate", static async (string id, LoraGeneration generation) =>
                {
                    var values = ModelValues.From([new("prompt", "a fox"), new("lora", id)]);
                    var result = await generation.BuildAsync(new LoraWorkspaceId("ada"), "flux-krea", values);
                    return result.Succeeded ? Results.Json(result.Value.Payload) : Results.Json(result.Issues);
                });
                app.MapPost("/sign", static async (string id, LoraManager manager) =>
                {
                    var result = await manager.GetUrlAsync(new LoraWorkspaceId("ada"), LoraId.Parse(id, null));
                    return result.Succeeded ? Results.Json(result.Value) : Results.Json(result.Issues);
                });
            };
        });

    /// <summary>Uploads a LoRA, requests a generation with it, and returns the complete response as text.</summary>
    private static async Task<string> GenerateAsync(TestHost host, string target, string headers)
    {
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(1000))).Text("id");
        using var connection = new TcpClient();
        await connection.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {target}?id={id} HTTP/1.1\r\n{headers}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        return answer;
    }
}
