using System.Diagnostics;
using System.Net;
using Lora.Storage;
using Lora.Testing;
using Lora.Testing.Suites;

namespace Lora.Conformance.Files;

/// <summary>What every <see cref="IPartSigningFileStore"/> must do: a URL is for one part of one upload, these bytes and a limited time.</summary>
public abstract class PartSigningConformance(LoraFileStoreFixture fixture)
{
    private const int Size = 1000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private IPartSigningFileStore Store => (IPartSigningFileStore)fixture.Store;

    private int Part => fixture.SmallestPart;

    [Fact]
    public async Task Parts_uploaded_by_URL_become_the_object()
    {
        var upload = await BeginAsync((2L * Part) + 7, seed: 41);
        var answers = await Task.WhenAll(Enumerable.Range(1, 3).Select(async number => await SendAsync(await SignAsync(upload, number), upload)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal([Part, Part, 7], (await upload.ListAsync())!.Select(part => part.Size));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Parts_uploaded_by_URL_and_through_the_store_can_be_combined()
    {
        var upload = await BeginAsync((2L * Part) + 7, seed: 42);
        await upload.PutWithDigestAsync(1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await SignAsync(upload, 2), upload));
        await upload.PutAsync(3);

        await upload.CompleteAsync();

        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task URL_and_headers_are_all_a_client_needs()
    {
        var upload = await BeginAsync(Size, seed: 43);
        var signed = await SignAsync(upload, 1);

        Assert.Equal(1, signed.Number);
        Assert.DoesNotContain(signed.Headers.Keys, name => name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals("content-length", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(-Size)]
    public async Task URL_rejects_another_number_of_bytes(int more)
    {
        var upload = await BeginAsync(Size, seed: 44);

        var answer = await SendAsync(await SignAsync(upload, 1), new GeneratedContent(44, Size + more), Size + more);

        Assert.Equal(HttpStatusCode.Forbidden, answer);
        Assert.Equal([], await upload.ListAsync());
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Size / 2)]
    [InlineData(Size - 1)]
    public async Task URL_rejects_corrupted_bytes_and_then_accepts_the_correct_ones(int where)
    {
        var upload = await BeginAsync(Size, seed: 45);
        var signed = await SignAsync(upload, 1);

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(signed, new CorruptedContent(upload.ContentOf(1), where), Size));
        Assert.Equal([], await upload.ListAsync());

        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Client_cannot_change_the_signed_digest()
    {
        var upload = await BeginAsync(Size, seed: 46);
        var signed = await SignAsync(upload, 1);
        var other = await SignAsync(upload, 1, await GeneratedContent.HashAsync(99, Size));
        Assert.NotEmpty(signed.Headers);

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(signed with { Headers = other.Headers }, new GeneratedContent(99, Size), Size));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(signed with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) }, new GeneratedContent(99, Size), Size));

        Assert.Equal([], await upload.ListAsync());
        await upload.AbortAsync();
    }

    [Fact]
    public async Task Part_without_a_digest_is_accepted_by_URL_or_by_the_store()
    {
        var upload = await BeginAsync(Size, seed: 47);
        try
        {
            var signed = await Store.SignPartAsync(upload.Key, upload.Name, upload.Plan, 1, sha256: null, Hour);
            Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        }
        catch (LoraException exception) when (exception.Code == LoraErrorCodes.DirectUnsupported)
        {
            await upload.PutAsync(1);
        }

        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Theory]
    [InlineData("partNumber=1", "partNumber=2")]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=7200")]
    [InlineData("detail.safetensors", "other.safetensors")]
    public async Task URL_is_valid_for_one_part_of_one_upload_only(string what, string other)
    {
        var upload = await BeginAsync(Size, seed: 48);
        var signed = await SignAsync(upload, 1);
        var changed = signed.Url.AbsoluteUri.Replace(what, other, StringComparison.Ordinal);
        Assert.NotEqual(signed.Url.AbsoluteUri, changed);

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(signed with { Url = new Uri(changed) }, upload));

        Assert.Equal([], await upload.ListAsync());
        await upload.AbortAsync();
    }

    [Fact]
    public async Task URL_of_a_part_allows_neither_reading_nor_aborting()
    {
        var upload = await BeginAsync(Size, seed: 49);
        var signed = await SignAsync(upload, 1);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete, HttpMethod.Post })
        {
            using var request = new HttpRequestMessage(method, signed.Url);
            using var response = await Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        await upload.AbortAsync();
    }

    [Fact]
    public async Task URL_of_a_part_expires_on_time_and_a_new_one_works()
    {
        const int Seconds = 2;
        var upload = await BeginAsync(Size, seed: 50);
        var since = Stopwatch.StartNew();
        var signed = await SignAsync(upload, 1, lifetime: TimeSpan.FromSeconds(Seconds));
        HttpStatusCode status;
        do
        {
            status = await SendAsync(signed, upload);
            await Task.Delay(50);
        }
        while (status == HttpStatusCode.OK && since.Elapsed < TimeSpan.FromSeconds(20));

        // Signatures and servers use whole seconds, so the URL may expire one second earlier or later.
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.InRange(since.Elapsed.TotalSeconds, Seconds - 1.0, double.MaxValue);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await SignAsync(upload, 1), upload));
        await upload.AbortAsync();
    }

    [Fact]
    public async Task URL_stores_nothing_after_the_upload_was_aborted()
    {
        var upload = await BeginAsync(Size, seed: 51);
        var signed = await SignAsync(upload, 1);
        await upload.AbortAsync();

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(signed, upload));

        await upload.AssertMissingAsync();
    }

    [Fact]
    public async Task URL_changes_nothing_after_the_upload_was_completed()
    {
        var upload = await BeginAsync(Size, seed: 52);
        var signed = await SignAsync(upload, 1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        await upload.CompleteAsync();

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(signed, upload));

        await upload.AssertCompleteAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    [Fact]
    public async Task Part_can_be_sent_again_by_the_same_URL()
    {
        var upload = await BeginAsync(Size, seed: 53);
        var signed = await SignAsync(upload, 1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));

        Assert.Equal([Size], (await upload.ListAsync())!.Select(part => part.Size));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((7 * 86400) + 1)]
    public async Task Lifetime_of_zero_or_above_seven_days_is_rejected(int seconds)
    {
        var upload = await BeginAsync(Size, seed: 54);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SignAsync(upload, 1, lifetime: TimeSpan.FromSeconds(seconds)));
        await upload.AbortAsync();
    }

    [Fact]
    public async Task Lifetime_of_seven_days_is_accepted()
    {
        var upload = await BeginAsync(Size, seed: 55);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await SignAsync(upload, 1, lifetime: TimeSpan.FromDays(7)), upload));
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Part_number_outside_the_plan_is_rejected(int number)
    {
        var upload = await BeginAsync(Size, seed: 56);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SignAsync(upload, number, new string('0', LoraPartDigests.Length)));
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public async Task Invalid_digest_is_rejected(string sha256)
    {
        var upload = await BeginAsync(Size, seed: 57);
        await Assert.ThrowsAsync<ArgumentException>(() => SignAsync(upload, 1, sha256));
        await upload.AbortAsync();
    }

    private static async Task<HttpStatusCode> SendAsync(LoraSignedPart signed, Stream content, long size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, signed.Url) { Content = new StreamContent(content) };
        request.Content.Headers.ContentLength = size;
        foreach (var (name, value) in signed.Headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    private static Task<HttpStatusCode> SendAsync(LoraSignedPart signed, TestUpload upload) =>
        SendAsync(signed, upload.ContentOf(signed.Number), upload.Plan.SizeOf(signed.Number));

    private Task<TestUpload> BeginAsync(long size, int seed) => TestUpload.BeginAsync(Store, new LoraPartPlan(size, Part), seed);

    private async Task<LoraSignedPart> SignAsync(TestUpload upload, int number, string? sha256 = null, TimeSpan? lifetime = null) =>
        await Store.SignPartAsync(upload.Key, upload.Name, upload.Plan, number, sha256 ?? await upload.HashAsync(number), lifetime ?? Hour);
}
