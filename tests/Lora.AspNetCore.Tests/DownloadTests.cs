using System.Net;
using System.Net.Http.Headers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.AspNetCore.Tests.Support;

namespace Lora.AspNetCore.Tests;

public class DownloadTests(DownloadTests.Stored stored) : IClassFixture<DownloadTests.Stored>
{
    private static readonly byte[] File = Uploading.Bytes(200_000);

    [Fact]
    public async Task Download_returns_the_bytes_with_name_and_headers()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.BeginAsync("노을 \"style\" 🌅.safetensors", File.Length)).Text("id");
        await (await client.PutPartAsync(id, 1, File)).JsonAsync();
        await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        using var response = await client.GetAsync($"/api/lora/{id}/download");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(File, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(File.Length, response.Content.Headers.ContentLength);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("노을 \"style\" 🌅.safetensors", response.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal($"\"{id}\"", response.Headers.ETag!.Tag);
        Assert.True(response.Headers.CacheControl!.Private);
    }

    [Fact]
    public async Task HEAD_returns_the_size_without_bytes()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/api/lora/{id}/download");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(File.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Property(MaxTest = 100)]
    public Property Range_request_returns_only_its_bytes()
    {
        return Prop.ForAll(Gen.Choose(0, File.Length - 1).Two().ToArbitrary(), pair =>
        {
            var (from, to) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/lora/{stored.Id}/download");
            request.Headers.Range = new RangeHeaderValue(from, to);
            using var response = stored.Client.Send(request);
            Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
            Assert.Equal(new ContentRangeHeaderValue(from, to, File.Length), response.Content.Headers.ContentRange);
            using var body = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(body);
            Assert.Equal(File[from..(to + 1)], body.ToArray());
        });
    }

    [Theory]
    [InlineData("bytes=199990-", 199_990, 10)]
    [InlineData("bytes=-5", 199_995, 5)]
    [InlineData("bytes=0-999999", 0, 200_000)]
    public async Task Range_request_accepts_open_ranges(string range, int from, int count)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/lora/{id}/download");
        request.Headers.TryAddWithoutValidation("Range", range);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(File[from..(from + count)], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Range_request_answers_416_outside_the_file()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/lora/{id}/download");
        request.Headers.TryAddWithoutValidation("Range", "bytes=200000-");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal(File.Length, response.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Download_answers_304_when_it_has_not_changed()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/lora/{id}/download");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{id}\""));
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Download_answers_404_when_storage_lost_the_file()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        System.IO.File.Delete(Directory.GetFiles(Path.Combine(host.Folder, "files"), "a.safetensors", SearchOption.AllDirectories).Single());
        await (await client.GetAsync($"/api/lora/{id}/download")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.FileMissing);
    }

    [Fact]
    public async Task Download_redirects_when_the_store_signs_URLs()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Services = static services => services.WrapFiles(static files => new SigningFileStore(files)));
        using var client = host.Client();
        var id = (await client.UploadAsync("노을.safetensors", File)).Text("id");
        using var response = await client.GetAsync($"/api/lora/{id}/download");
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        var target = response.Headers.Location!;
        Assert.Equal("bucket.example", target.Host);
        Assert.Contains(id, target.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("seconds=3600", target.Query, StringComparison.Ordinal);
        Assert.Contains($"name={Uri.EscapeDataString("노을.safetensors")}", target.Query, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);

        // The signed URL is for GET, so HEAD must not be redirected.
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/api/lora/{id}/download");
        using var head = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(File.Length, head.Content.Headers.ContentLength);

        var url = await (await client.GetAsync($"/api/lora/{id}/url?seconds=60")).JsonAsync();
        Assert.Contains("seconds=60", url.Text("url"), StringComparison.Ordinal);
        Assert.Equal(SigningFileStore.ExpiresAt, url["expiresAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Download_is_proxied_when_the_server_accepts_no_signed_URLs()
    {
        await using var host = await TestHost.StartAsync(setup =>
            setup.Services = static services => services.WrapFiles(static files => new SigningFileStore(files, canSign: false)));
        using var client = host.Client();
        using var engine = host.Client(user: null);
        var id = (await client.UploadAsync("a.safetensors", File)).Text("id");
        Assert.Equal(File, await client.GetByteArrayAsync($"/api/lora/{id}/download"));
        var url = (await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        Assert.DoesNotContain("bucket.example", url, StringComparison.Ordinal);
        Assert.Equal(File, await engine.GetByteArrayAsync(url));
    }

    /// <summary>One file that many requests read.</summary>
    public sealed class Stored : IAsyncLifetime
    {
        private TestHost? _host;

        internal HttpClient Client { get; private set; } = null!;

        internal string Id { get; private set; } = string.Empty;

        public async Task InitializeAsync()
        {
            _host = await TestHost.StartAsync(static setup => setup.Sockets = true);
            Client = _host.Client();
            Id = (await Client.UploadAsync("a.safetensors", File)).Text("id");
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await _host!.DisposeAsync();
        }
    }
}
