using System.Diagnostics;
using Lora.Conformance.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Faults that the real server cannot be made to commit.</summary>
public sealed class ScriptedFaultTests
{
    private const string Upload = "some-upload";
    private static readonly ScriptedAnswer NoSuchUpload = ScriptedAnswer.Error(404, "NoSuchUpload");
    private static readonly ScriptedAnswer NoParts = new(200, "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>");

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "SlowDown")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(408, "RequestTimeout")]
    public async Task A_server_in_trouble_is_told_as_passing(int status, string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedAnswer.Error(status, code));
        await AssertAllFailAsync(server, LoraErrorCodes.StorageUnavailable, isTransient: true);
    }

    [Theory]
    [InlineData(401, "Whatever")]
    [InlineData(403, "RequestTimeTooSkewed")]
    [InlineData(403, "QuotaExceeded")]
    [InlineData(400, "ExpiredToken")]
    [InlineData(400, "AuthorizationHeaderMalformed")]
    [InlineData(301, "PermanentRedirect")]
    [InlineData(507, "Whatever")]
    [InlineData(400, "InvalidRequest")]
    public async Task A_server_that_will_never_do_it_is_told_as_lasting(int status, string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedAnswer.Error(status, code));
        await AssertAllFailAsync(server, LoraErrorCodes.StorageRefused, isTransient: false);
    }

    [Fact]
    public async Task A_server_that_is_no_S3_server_is_refused_rather_than_taken_for_empty()
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(404, "<html>Not here</html>", "Content-Type: text/html\r\n"));
        await AssertAllFailAsync(server, LoraErrorCodes.StorageRefused, isTransient: false);
    }

    [Fact]
    public async Task Dropped_connections_are_told_as_passing()
    {
        await using var server = new ScriptedServer(_ => ScriptedAnswer.Drop);
        await AssertAllFailAsync(server, LoraErrorCodes.StorageUnavailable, isTransient: true);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = new ScriptedServer(_ => ScriptedAnswer.Silence);
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300));
        var since = Stopwatch.StartNew();
        foreach (var call in Calls(Store(services)))
        {
            var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, call);
            Assert.True(exception.IsTransient);
        }

        Assert.InRange(since.Elapsed, TimeSpan.FromSeconds(1), StoreAssert.Deadline);
    }

    [Fact]
    public async Task A_server_that_stops_taking_bytes_is_given_up()
    {
        await using var server = new ScriptedServer(request => request.IsPart ? ScriptedAnswer.Silence with { ReadsBody = false } : NoParts);
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(500));
        var plan = new LoraPartPlan(64_000_000, 64_000_000);
        var exception = await StoreAssert.FailsAsync(
            LoraErrorCodes.StorageUnavailable, () => Store(services).PutPartAsync("a.ckpt", Upload, plan, 1, new GeneratedContent(1, plan.Size)).WaitAsync(StoreAssert.Deadline));
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task A_slow_sender_is_not_given_up()
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(200, "", "ETag: \"abc\"\r\n"));
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300));
        Assert.Equal(new LoraFilePart(1, 1000, "abc"), await PutSlowlyAsync(Store(services)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_refuses_a_part_and_hangs_up_early_is_asked_whether_the_upload_is_gone(bool gone)
    {
        await using var server = new ScriptedServer(request => request.IsPart ? ScriptedAnswer.Drop with { ReadsBody = false } : gone ? NoSuchUpload : NoParts);
        await using var services = Build(server);
        var plan = new LoraPartPlan(30_000_000, 30_000_000);
        var exception = await StoreAssert.FailsAsync(
            gone ? LoraErrorCodes.UploadGone : LoraErrorCodes.StorageUnavailable,
            () => Store(services).PutPartAsync("a.ckpt", Upload, plan, 1, new GeneratedContent(1, plan.Size)));
        Assert.Equal(!gone, exception.IsTransient);
    }

    [Fact]
    public async Task A_part_is_sent_once_with_its_length_and_signed_by_its_headers()
    {
        await using var server = new ScriptedServer(request => request.IsPart ? new ScriptedAnswer(200, "", "ETag: \"abc\"\r\n") : NoParts);
        await using var services = Build(server);
        await Store(services).PutPartAsync("a b.ckpt", Upload, new LoraPartPlan(1_000_000, 1_000_000), 1, new GeneratedContent(1, 1_000_000));
        var part = Assert.Single(server.Requests);
        Assert.Equal(1_000_000, part.ContentLength);
        Assert.StartsWith("/bucket/a%20b.ckpt?", part.Target, StringComparison.Ordinal);
        Assert.False(part.Headers.ContainsKey("Expect"));
        Assert.False(part.Headers.ContainsKey("Transfer-Encoding"));
        Assert.DoesNotContain("X-Amz-Signature", part.Target, StringComparison.Ordinal);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=key/", part.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("UNSIGNED-PAYLOAD", part.Headers["x-amz-content-sha256"]);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(LoraS3ChecksumMode.WhenRequired, null)]
    [InlineData(LoraS3ChecksumMode.WhenSupported, "SHA256")]
    public async Task An_upload_asks_for_the_checksum_that_its_parts_will_have_and_no_other(LoraS3ChecksumMode? mode, string? algorithm)
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(200, $"<InitiateMultipartUploadResult><UploadId>{Upload}</UploadId></InitiateMultipartUploadResult>"));
        await using var services = Build(server, options => options.ChecksumMode = mode);
        Assert.Equal(Upload, await Store(services).BeginAsync("a.ckpt", new LoraPartPlan(10, 10)));
        var headers = Assert.Single(server.Requests).Headers.Where(pair => pair.Key.Contains("checksum", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal(algorithm is null ? [] : [new("x-amz-checksum-algorithm", algorithm)], headers);
    }

    [Fact]
    public async Task Parts_are_listed_over_all_pages()
    {
        await using var server = new ScriptedServer(request => new ScriptedAnswer(200, Page(request)));
        await using var services = Build(server);
        var parts = await Store(services).ListPartsAsync("a.ckpt", Upload);
        Assert.Equal(Enumerable.Range(1, 5), parts!.Select(part => part.Number));
        Assert.All(parts!, part => Assert.Equal(("tag", 7L), (part.Tag, part.Size)));
        Assert.Equal(3, server.Requests.Count);

        static string Page(ScriptedRequest request)
        {
            var after = request.Target.Contains("part-number-marker=4", StringComparison.Ordinal) ? 4 : request.Target.Contains("part-number-marker=2", StringComparison.Ordinal) ? 2 : 0;
            var numbers = Enumerable.Range(after + 1, after == 4 ? 1 : 2).ToList();
            var parts = string.Concat(numbers.Select(number => $"<Part><PartNumber>{number}</PartNumber><ETag>\"tag\"</ETag><Size>7</Size></Part>"));
            return $"<ListPartsResult><IsTruncated>{(after < 4 ? "true" : "false")}</IsTruncated><NextPartNumberMarker>{numbers[^1]}</NextPartNumberMarker>{parts}</ListPartsResult>";
        }
    }

    [Fact]
    public async Task Uploads_are_listed_over_all_pages_for_the_exact_key_only()
    {
        await using var server = new ScriptedServer(request => new ScriptedAnswer(
            200,
            request.Target.Contains("upload-id-marker=two", StringComparison.Ordinal)
                ? "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated><Upload><Key>a.ckpt</Key><UploadId>three</UploadId></Upload></ListMultipartUploadsResult>"
                : "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a.ckpt</NextKeyMarker><NextUploadIdMarker>two</NextUploadIdMarker>"
                    + "<Upload><Key>a.ckpt</Key><UploadId>one</UploadId></Upload><Upload><Key>a.ckpt.old</Key><UploadId>two</UploadId></Upload></ListMultipartUploadsResult>"));
        await using var services = Build(server);
        Assert.Equal(["one", "three"], await Store(services).ListUploadsAsync("a.ckpt"));
    }

    [Fact]
    public async Task Abort_is_repeated_until_the_parts_are_gone()
    {
        var aborts = 0;
        await using var server = new ScriptedServer(request => request.IsAbort
            ? Interlocked.Increment(ref aborts) > 0 ? new ScriptedAnswer(204) : throw new UnreachableException()
            : Volatile.Read(ref aborts) < 3 ? NoParts : NoSuchUpload);
        await using var services = Build(server);
        await Store(services).AbortAsync("a.ckpt", Upload);
        Assert.Equal(3, aborts);
    }

    [Fact]
    public async Task An_abort_that_never_takes_effect_is_told_as_passing()
    {
        await using var server = new ScriptedServer(request => request.IsAbort ? new ScriptedAnswer(204) : NoParts);
        await using var services = Build(server);
        Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => Store(services).AbortAsync("a.ckpt", Upload))).IsTransient);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_complete_whose_outcome_is_unknown_is_told_as_passing(int status)
    {
        // AWS may say 200 and put the error into the body.
        await using var server = new ScriptedServer(request => request.IsComplete ? ScriptedAnswer.Error(status, "InternalError") : NoParts);
        await using var services = Build(server);
        Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => CompleteAsync(services))).IsTransient);
    }

    [Fact]
    public async Task A_complete_that_fails_because_the_upload_is_gone_says_so()
    {
        await using var server = new ScriptedServer(request => request.IsComplete ? ScriptedAnswer.Error(500, "InternalError") : NoSuchUpload);
        await using var services = Build(server);
        Assert.False((await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => CompleteAsync(services))).IsTransient);
    }

    [Fact]
    public async Task A_write_whose_last_answer_was_lost_succeeds_when_the_object_is_there()
    {
        await using var server = new ScriptedServer(request => request switch
        {
            { IsBegin: true } => new ScriptedAnswer(200, $"<InitiateMultipartUploadResult><UploadId>{Upload}</UploadId></InitiateMultipartUploadResult>"),
            { IsPart: true } => new ScriptedAnswer(200, "", "ETag: \"abc\"\r\n"),
            { IsComplete: true } => ScriptedAnswer.Drop,
            { Method: "HEAD" } => new ScriptedAnswer(200) { AnnouncedLength = 10 },
            _ => NoSuchUpload,
        });
        await using var services = Build(server);
        await Store(services).WriteAsync("a.ckpt", new GeneratedContent(1, 10), 10);
        Assert.DoesNotContain(server.Requests, request => request.IsAbort);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_the_middle_of_an_object_is_given_up()
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(200, "half") { AnnouncedLength = 8 });
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300));
        await using var stream = await Store(services).OpenReadAsync("a.ckpt");
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => stream.ReadExactlyAsync(new byte[8]).AsTask().WaitAsync(StoreAssert.Deadline));
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task A_download_that_breaks_off_is_told_rather_than_taken_for_the_end()
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(200, new string('x', 1000)) { AnnouncedLength = 5000, HangsUp = true });
        await using var services = Build(server);
        await using var stream = await Store(services).OpenReadAsync("a.ckpt");
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => stream.CopyToAsync(Stream.Null));
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_is_refused_rather_than_read_from_the_start()
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(200, new string('x', 1000)));
        await using var services = Build(server);
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => Store(services).OpenReadAsync("a.ckpt", 10));
    }

    private static IEnumerable<Func<Task>> Calls(IMultipartFileStore store) =>
    [
        () => store.FindAsync("a.ckpt"),
        () => store.OpenReadAsync("a.ckpt"),
        () => store.DeleteAsync("a.ckpt"),
        () => store.BeginAsync("a.ckpt", new LoraPartPlan(10, 10)),
        () => store.PutPartAsync("a.ckpt", Upload, new LoraPartPlan(10, 10), 1, new GeneratedContent(1, 10)),
        () => store.ListPartsAsync("a.ckpt", Upload),
        () => store.AbortAsync("a.ckpt", Upload),
        () => store.CompleteAsync("a.ckpt", Upload, new LoraPartPlan(10, 10), [new LoraFilePart(1, 10, "abc")]),
        () => store.ListUploadsAsync("a.ckpt"),
    ];

    private static async Task AssertAllFailAsync(ScriptedServer server, string code, bool isTransient)
    {
        await using var services = Build(server);
        foreach (var call in Calls(Store(services)))
        {
            Assert.Equal(isTransient, (await StoreAssert.FailsAsync(code, call)).IsTransient);
        }
    }

    private static async Task<LoraFilePart> PutSlowlyAsync(IMultipartFileStore store)
    {
        var content = new GatedContent(new GeneratedContent(1, 1000), 500);
        var put = store.PutPartAsync("a.ckpt", Upload, new LoraPartPlan(1000, 1000), 1, content);
        await content.Reached.WaitAsync(StoreAssert.Deadline);
        // Longer than the server may take: only then does waiting show that the sender may.
        Assert.NotSame(put, await Task.WhenAny(put, Task.Delay(TimeSpan.FromSeconds(1))));
        content.Release();
        return await put.WaitAsync(StoreAssert.Deadline);
    }

    private static Task CompleteAsync(ServiceProvider services) =>
        Store(services).CompleteAsync("a.ckpt", Upload, new LoraPartPlan(10, 10), [new LoraFilePart(1, 10, "abc")]);

    private static IMultipartFileStore Store(ServiceProvider services) => (IMultipartFileStore)services.GetRequiredService<ILoraFileStore>();

    private static ServiceProvider Build(ScriptedServer server, Action<LoraS3Options>? configure = null) => S3Services.Build(options =>
    {
        options.Bucket = "bucket";
        options.ServiceUrl = server.Address;
        options.AccessKey = "key";
        options.SecretKey = "secret";
        configure?.Invoke(options);
    });
}
