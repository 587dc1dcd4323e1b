using System.Globalization;
using System.Net;
using System.Web;
using Amazon.Runtime;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Presigned URLs are stable for a while, within the limits of Amazon S3, and never logged.</summary>
public sealed class BucketUrlTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private IPresigningFileStore Store => (IPresigningFileStore)harness.Store;

    [Fact]
    public async Task URL_is_stable_within_its_window_for_the_same_name()
    {
        var lifetime = TimeSpan.FromDays(7);
        var first = await Store.PresignReadAsync("a.ckpt", lifetime, "a.ckpt");

        // Signatures have a date in seconds, and a later second must not change the URL.
        var signed = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        while (DateTimeOffset.UtcNow.ToUnixTimeSeconds() <= signed)
        {
            await Task.Delay(10);
        }

        await using var other = harness.Build();
        var again = await Store.PresignReadAsync("a.ckpt", lifetime, "a.ckpt");
        var elsewhere = await ((IPresigningFileStore)other.GetRequiredService<ILoraFileStore>()).PresignReadAsync("a.ckpt", lifetime, "a.ckpt");

        AssertSame(first, again);
        AssertSame(again, elsewhere);
        Assert.NotEqual(again.Url, (await Store.PresignReadAsync("a.ckpt", lifetime, "b.ckpt")).Url);
        Assert.NotEqual(again.Url, (await Store.PresignReadAsync("a.ckpt", lifetime)).Url);
        Assert.NotEqual(again.Url, (await Store.PresignReadAsync("b.ckpt", lifetime, "a.ckpt")).Url);
        Assert.NotEqual(again.Url, (await Store.PresignReadAsync("a.ckpt", lifetime / 2, "a.ckpt")).Url);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(3600)]
    [InlineData(7 * 86400)]
    public async Task URL_has_a_valid_date_and_expiry(int seconds)
    {
        var store = (IPresigningFileStore)harness.Store;
        await AssertDatedAsync(store, seconds);

        // Only the SDK can sign for a client whose credentials are unknown.
        using var client = harness.NewClient();
        await using var services = WithClient(client);
        await AssertDatedAsync((IPresigningFileStore)services.GetRequiredService<ILoraFileStore>(), seconds);
    }

    [Fact]
    public async Task Logs_and_messages_contain_no_signed_URL()
    {
        using var logs = new CollectedLogs();
        using var client = harness.NewClient();
        await using var own = S3Services.Build(harness.Configure, logs);
        await using var sdk = WithClient(client, logs);
        var messages = new List<string>();
        foreach (var services in new[] { own, sdk })
        {
            messages.AddRange(await TravelAsync(services));
        }

        // A server that drops every connection, for a client that reads and uploads by presigned URLs.
        await using var server = new ScriptedServer(_ => ScriptedResponse.Drop);
        using var dropped = new Amazon.S3.AmazonS3Client(
            new BasicAWSCredentials("key", "secret"), new Amazon.S3.AmazonS3Config { ServiceURL = server.Address, ForcePathStyle = true, MaxErrorRetry = 0 });
        await using var broken = WithClient(dropped, logs);
        var failing = (IMultipartFileStore)broken.GetRequiredService<ILoraFileStore>();
        messages.Add((await Assert.ThrowsAsync<LoraStorageException>(() => failing.OpenReadAsync("a.ckpt"))).ToString());
        messages.Add((await Assert.ThrowsAsync<LoraStorageException>(() => failing.PutPartAsync("a.ckpt", "some-upload", new LoraPartPlan(10, 10), 1, new GeneratedContent(1, 10)))).ToString());
        Assert.Contains(server.Requests, request => request.Target.Contains("X-Amz-Signature=", StringComparison.Ordinal));

        Assert.Contains("S3 GetObject", logs.Text, StringComparison.Ordinal);
        foreach (var text in messages.Append(logs.Text))
        {
            Assert.DoesNotContain("X-Amz-", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Signature=", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("uploadId=", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Uploads parts and reads by URL, both with an error.</summary>
    private async Task<List<string>> TravelAsync(ServiceProvider services)
    {
        var store = (IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>();
        var upload = await TestUpload.BeginAsync(store, new LoraPartPlan(1000, 1000), seed: 21);
        var part = await store.SignPartAsync(upload.Key, upload.Name, upload.Plan, 1, await upload.HashAsync(1), TimeSpan.FromMinutes(5));
        Assert.NotEqual(HttpStatusCode.OK, await SendAsync(part, new GeneratedContent(3, 999), 999));
        await upload.PutWithDigestAsync(1);
        await upload.CompleteAsync();

        using var read = await Http.GetAsync((await ((IPresigningFileStore)store).PresignReadAsync(upload.Key, TimeSpan.FromMinutes(5))).Url);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        return
        [
            (await Assert.ThrowsAsync<LoraStorageException>(() => upload.PutWithDigestAsync(1))).ToString(),
            (await Assert.ThrowsAsync<LoraStorageException>(() => store.OpenReadAsync("missing.ckpt"))).ToString(),
        ];
    }

    private static async Task AssertDatedAsync(IPresigningFileStore store, int seconds)
    {
        var signed = await store.PresignReadAsync("a.ckpt", TimeSpan.FromSeconds(seconds), "a b.ckpt");
        var query = HttpUtility.ParseQueryString(signed.Url.Query);
        var date = DateTimeOffset.ParseExact(query["X-Amz-Date"]!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        Assert.Equal(seconds, int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture));
        Assert.InRange(date, DateTimeOffset.UtcNow.AddSeconds(-(seconds / 12d) - 10), DateTimeOffset.UtcNow);
        Assert.Contains(date.ToString("'/'yyyyMMdd'/'", CultureInfo.InvariantCulture), query["X-Amz-Credential"], StringComparison.Ordinal);
        Assert.Equal(date.AddSeconds(seconds), signed.ExpiresAt);
    }

    private static void AssertSame(LoraUrl first, LoraUrl second)
    {
        // They differ only if the window of 14 hours ended between the two.
        if (second.ExpiresAt - first.ExpiresAt != TimeSpan.FromHours(14))
        {
            Assert.Equal(first, second);
        }
    }

    private ServiceProvider WithClient(Amazon.S3.IAmazonS3 client, CollectedLogs? logs = null) => S3Services.Build(
        options =>
        {
            options.Bucket = harness.Bucket;
            options.Profile = BucketHarness.Profile;
            options.ClientFactory = _ => client;
        },
        logs);

    private static async Task<HttpStatusCode> SendAsync(LoraSignedPart signed, Stream content, long size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, signed.Url) { Content = new StreamContent(content) };
        request.Content.Headers.ContentLength = size;
        foreach (var (name, value) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }
}
