using System.Net;
using System.Net.Http.Json;
using Lora.AspNetCore.Tests.Support;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Tests;

/// <summary>URLs that let anyone read or send a file are never logged, at any level.</summary>
public class SecretLogTests
{
    // The framework's own line about each request has the query string, at the level Information. The README says how to keep it out.
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly byte[] File = Uploading.Bytes(1000);

    [Fact]
    public async Task Logs_contain_no_tickets()
    {
        await using var host = await StartAsync();
        using var ada = host.Client();
        using var engine = host.Client(user: null);
        var id = (await ada.UploadAsync("a.safetensors", File)).Text("id");
        var other = (await ada.UploadAsync("b.safetensors", File)).Text("id");
        var url = (await (await ada.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        var lost = (await (await ada.GetAsync($"/api/lora/{other}/url")).JsonAsync()).Text("url");

        Assert.Equal(File, await engine.GetByteArrayAsync(url));
        await (await engine.GetAsync(url + "x")).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid);
        await (await engine.GetAsync(url.Replace(id, other, StringComparison.Ordinal))).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, url);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await engine.SendAsync(delete)).StatusCode);
        System.IO.File.Delete(Directory.GetFiles(Path.Combine(host.Folder, "files"), "b.safetensors", SearchOption.AllDirectories).Single());
        await (await engine.GetAsync(lost)).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.FileMissing);
        await ada.DeleteAsync($"/api/lora/{id}");
        await (await engine.GetAsync(url)).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.LoraNotFound);
        host.Time.Advance(TimeSpan.FromHours(1));
        await (await engine.GetAsync(url)).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.UrlInvalid);

        AssertLogged(host, $"/api/lora/{id}/download/a.safetensors", [TicketOf(url), TicketOf(lost)]);
    }

    [Fact]
    public async Task Logs_contain_no_storage_signatures()
    {
        await using var host = await StartAsync(static services => services.WrapFiles(static files => new PartSigningFileStore(files)));
        using var ada = host.Client();
        var id = (await ada.UploadAsync("a.safetensors", File)).Text("id");

        Assert.Contains(SigningFileStore.Signature, (await (await ada.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url"), StringComparison.Ordinal);
        using var download = await ada.GetAsync($"/api/lora/{id}/download");
        Assert.Equal(HttpStatusCode.Found, download.StatusCode);
        Assert.Contains(SigningFileStore.Signature, download.Headers.Location!.Query, StringComparison.Ordinal);

        var upload = (await ada.BeginAsync("b.safetensors", File.Length)).Text("id");
        using var sign = await ada.PostAsJsonAsync($"/api/lora/uploads/{upload}/parts/sign", new { parts = new[] { new { number = 1 } } });
        Assert.Contains(PartSigningFileStore.PartSignature, await sign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var rejected = await ada.PostAsJsonAsync($"/api/lora/uploads/{upload}/parts/sign", new { parts = new[] { new { number = 99 } } });
        Assert.Equal(HttpStatusCode.BadRequest, rejected.StatusCode);
        using var incomplete = await ada.PostAsync($"/api/lora/uploads/{upload}/complete", null);
        Assert.Equal(HttpStatusCode.Conflict, incomplete.StatusCode);
        using var aborted = await ada.DeleteAsync($"/api/lora/uploads/{upload}");

        AssertLogged(host, $"/api/lora/{id}/download", [SigningFileStore.Signature, PartSigningFileStore.PartSignature]);
    }

    private static Task<TestHost> StartAsync(Action<IServiceCollection>? services = null) => TestHost.StartAsync(setup =>
    {
        setup.Sockets = true;
        setup.Services = collection =>
        {
            collection.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Trace));
            services?.Invoke(collection);
        };
    });

    private static string TicketOf(string url) => url[(url.IndexOf("ticket=", StringComparison.Ordinal) + "ticket=".Length)..];

    private static void AssertLogged(TestHost host, string path, string[] secrets)
    {
        var lines = host.Logs.Lines.Where(line => line.Category != RequestLog).ToList();
        Assert.Contains(lines, line => line.Text.Contains(path, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Level == LogLevel.Trace);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.Exception?.ToString().Contains(secret, StringComparison.Ordinal) == true);
        }
    }

    private sealed class PartSigningFileStore(IMultipartFileStore inner) : SigningFileStore(inner), IPartSigningFileStore
    {
        public const string PartSignature = "9c1f7d0a3e";

        public bool CanSignParts => true;

        public Task<LoraSignedPart> SignPartAsync(
            string key, string multipartId, LoraPartPlan parts, int number, string? sha256, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
            Task.FromResult(new LoraSignedPart(number, new Uri($"https://bucket.example/{key}?part={number}&signature={PartSignature}"), new Dictionary<string, string>()));
    }
}
