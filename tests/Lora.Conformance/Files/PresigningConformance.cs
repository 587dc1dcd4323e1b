using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Lora.Storage;
using Lora.Testing;
using Lora.Testing.Suites;

namespace Lora.Conformance.Files;

/// <summary>What every <see cref="IPresigningFileStore"/> must do: a URL is for one object, one verb and a limited time.</summary>
public abstract class PresigningConformance(LoraFileStoreFixture fixture)
{
    private const int Size = 100_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private IPresigningFileStore Store => (IPresigningFileStore)fixture.Store;

    [Fact]
    public async Task URL_allows_anyone_to_read_the_object()
    {
        var url = await UrlAsync(await WriteAsync(1), Hour);
        using var response = await Http.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.Equal(await GeneratedContent.HashAsync(1, Size), await GeneratedContent.HashAsync(body));
    }

    [Fact]
    public async Task URL_supports_range_requests()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await UrlAsync(await WriteAsync(2), Hour));
        request.Headers.Range = new RangeHeaderValue(10, 19);
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.Equal(await GeneratedContent.HashAsync(2, 10, 10), await GeneratedContent.HashAsync(body));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task URL_does_not_allow_changes(string method)
    {
        var key = await WriteAsync(3);
        using var request = new HttpRequestMessage(new HttpMethod(method), await UrlAsync(key, Hour));
        request.Content = new ByteArrayContent([1, 2, 3]);
        using var response = await Http.SendAsync(request);
        Assert.False(response.IsSuccessStatusCode, $"{method} was answered {response.StatusCode}.");
        await StoreAssert.HoldsAsync(Store, key, 3, Size);
    }

    [Fact]
    public async Task URL_is_valid_for_one_object_only()
    {
        var key = await WriteAsync(4);
        var other = await WriteAsync(5);
        var url = await UrlAsync(key, Hour);
        var changed = url.AbsoluteUri.Replace(key, other, StringComparison.Ordinal);
        Assert.NotEqual(url.AbsoluteUri, changed);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(changed)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(url));
    }

    [Fact]
    public async Task URL_without_its_query_is_rejected()
    {
        var url = await UrlAsync(await WriteAsync(6), Hour);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(url.GetLeftPart(UriPartial.Path))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task URL_expires_on_time(int seconds)
    {
        var key = await WriteAsync(7);
        var since = Stopwatch.StartNew();
        var url = await UrlAsync(key, TimeSpan.FromSeconds(seconds));
        var lastGood = TimeSpan.MinValue;
        HttpStatusCode status;
        TimeSpan asked;
        do
        {
            asked = since.Elapsed;
            status = await StatusAsync(url);
            lastGood = status == HttpStatusCode.OK ? asked : lastGood;
            await Task.Delay(50);
        }
        while (status == HttpStatusCode.OK && asked < TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        // Signatures and servers use whole seconds, so the URL may expire one second earlier or later.
        Assert.InRange(lastGood.TotalSeconds, 0, seconds + 1.0);
        Assert.InRange(since.Elapsed.TotalSeconds, seconds - 1.0, double.MaxValue);
    }

    [Fact]
    public async Task URL_with_a_changed_lifetime_is_rejected()
    {
        var url = await UrlAsync(await WriteAsync(8), Hour);
        var changed = url.AbsoluteUri.Replace("3600", "7200", StringComparison.Ordinal);
        Assert.NotEqual(url.AbsoluteUri, changed);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(changed)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((7 * 86400) + 1)]
    public async Task Lifetime_of_zero_or_above_seven_days_is_rejected(int seconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.PresignReadAsync(LoraFileStoreFixture.NewKey(), TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task Lifetime_of_seven_days_is_accepted() =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await UrlAsync(await WriteAsync(9), TimeSpan.FromDays(7))));

    [Theory]
    [InlineData("detail.safetensors")]
    [InlineData("My LoRA (v2) 100%.safetensors")]
    [InlineData("画风-Ünïcødé-🎨.safetensors")]
    [InlineData("a\"b\\c;d=e,f'g.ckpt")]
    [InlineData("كاميرا.safetensors")]
    public async Task Download_has_the_requested_file_name(string name)
    {
        using var response = await Http.GetAsync(await UrlAsync(await WriteAsync(10), Hour, name));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var disposition = response.Content.Headers.ContentDisposition;
        Assert.NotNull(disposition);
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal(name, disposition.FileNameStar);
        Assert.All(disposition.FileName!, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public async Task Download_has_no_content_disposition_without_a_name()
    {
        using var response = await Http.GetAsync(await UrlAsync(await WriteAsync(11), Hour));
        Assert.Null(response.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(3600)]
    [InlineData(7 * 86400)]
    public async Task URL_works_at_once_and_expires_no_later_than_requested(int seconds)
    {
        var key = await WriteAsync(12);
        var lifetime = TimeSpan.FromSeconds(seconds);
        var begin = DateTimeOffset.UtcNow;
        var signed = await Store.PresignReadAsync(key, lifetime);
        var end = DateTimeOffset.UtcNow;

        Assert.InRange(signed.ExpiresAt, begin + lifetime - (lifetime / 12) - TimeSpan.FromSeconds(1), end + lifetime);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(signed.Url));
    }

    private async Task<Uri> UrlAsync(string key, TimeSpan lifetime, string? downloadName = null) => (await Store.PresignReadAsync(key, lifetime, downloadName)).Url;

    private static async Task<HttpStatusCode> StatusAsync(Uri url)
    {
        using var response = await Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private async Task<string> WriteAsync(int seed)
    {
        var key = LoraFileStoreFixture.NewKey();
        await Store.WriteAsync(key, new GeneratedContent(seed, Size), Size);
        return key;
    }
}
