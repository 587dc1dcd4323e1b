using System.Diagnostics;
using System.Net;
using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>What every <see cref="IPartSigningFileStore"/> must do: a URL is for one part of one upload, these bytes and a limited time.</summary>
public abstract class PartSigningConformance(FileStoreHarness harness)
{
    private const int Size = 1000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private IPartSigningFileStore Store => (IPartSigningFileStore)harness.Store;

    private int Part => harness.SmallestPart;

    [Fact]
    public async Task Parts_that_were_sent_by_their_URLs_become_the_object()
    {
        var upload = await BeginAsync((2L * Part) + 7, seed: 41);
        var answers = await Task.WhenAll(Enumerable.Range(1, 3).Select(async number => await SendAsync(await SignAsync(upload, number), upload)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal([Part, Part, 7], (await upload.ListAsync())!.Select(part => part.Size));
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task Some_parts_may_be_sent_by_URL_and_others_through_the_store()
    {
        var upload = await BeginAsync((2L * Part) + 7, seed: 42);
        await upload.PutAnnouncedAsync(1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await SignAsync(upload, 2), upload));
        await upload.PutAsync(3);

        await upload.CompleteAsync();

        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task Whoever_sends_needs_the_URL_and_its_headers_and_nothing_else()
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
    public async Task Another_number_of_bytes_is_refused(int more)
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
    public async Task Bytes_with_another_digest_are_refused_and_not_kept_and_the_URL_still_takes_the_right_ones(int where)
    {
        var upload = await BeginAsync(Size, seed: 45);
        var signed = await SignAsync(upload, 1);

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(signed, new DamagedContent(upload.ContentOf(1), where), Size));
        Assert.Equal([], await upload.ListAsync());

        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task The_digest_cannot_be_changed_by_whoever_sends()
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
    public async Task A_part_whose_digest_is_not_known_is_taken_or_left_to_the_store()
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
        await upload.AssertWholeAsync();
    }

    [Theory]
    [InlineData("partNumber=1", "partNumber=2")]
    [InlineData("X-Amz-Expires=3600", "X-Amz-Expires=7200")]
    [InlineData("detail.safetensors", "other.safetensors")]
    public async Task The_URL_is_for_nothing_else(string what, string other)
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
    public async Task The_URL_reads_nothing_and_aborts_nothing()
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
    public async Task The_URL_expires_when_it_says_and_a_new_one_works()
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

        // Signatures and servers count whole seconds, so the end may lie up to one second on either side.
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.InRange(since.Elapsed.TotalSeconds, Seconds - 1.0, double.MaxValue);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await SignAsync(upload, 1), upload));
        await upload.AbortAsync();
    }

    [Fact]
    public async Task A_part_that_comes_after_the_upload_was_aborted_is_refused_and_leaves_nothing()
    {
        var upload = await BeginAsync(Size, seed: 51);
        var signed = await SignAsync(upload, 1);
        await upload.AbortAsync();

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(signed, upload));

        await upload.AssertNothingAsync();
    }

    [Fact]
    public async Task A_part_that_comes_after_the_upload_was_completed_changes_nothing()
    {
        var upload = await BeginAsync(Size, seed: 52);
        var signed = await SignAsync(upload, 1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        await upload.CompleteAsync();

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(signed, upload));

        await upload.AssertWholeAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    [Fact]
    public async Task A_part_may_be_sent_again_by_the_same_URL()
    {
        var upload = await BeginAsync(Size, seed: 53);
        var signed = await SignAsync(upload, 1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload));

        Assert.Equal([Size], (await upload.ListAsync())!.Select(part => part.Size));
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((7 * 86400) + 1)]
    public async Task A_lifetime_of_zero_or_above_seven_days_is_refused(int seconds)
    {
        var upload = await BeginAsync(Size, seed: 54);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SignAsync(upload, 1, lifetime: TimeSpan.FromSeconds(seconds)));
        await upload.AbortAsync();
    }

    [Fact]
    public async Task Seven_days_are_possible()
    {
        var upload = await BeginAsync(Size, seed: 55);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await SignAsync(upload, 1, lifetime: TimeSpan.FromDays(7)), upload));
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_number_outside_the_plan_is_refused(int number)
    {
        var upload = await BeginAsync(Size, seed: 56);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SignAsync(upload, number, new string('0', LoraPartDigests.Length)));
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public async Task A_digest_that_is_none_is_refused(string sha256)
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
