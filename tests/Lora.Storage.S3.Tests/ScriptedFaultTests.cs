using System.Diagnostics;
using Amazon.Runtime;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Errors that can't be caused on the real server.</summary>
public sealed class ScriptedFaultTests
{
    private const string Upload = "some-upload";
    private static readonly ScriptedResponse NoSuchUpload = ScriptedResponse.Error(404, "NoSuchUpload");
    private static readonly ScriptedResponse NoParts = new(200, "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>");

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "SlowDown")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(408, "RequestTimeout")]
    public async Task Server_error_is_transient(int status, string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedResponse.Error(status, code));
        await AssertAllFailAsync(server, LoraErrorCodes.StorageUnavailable, isTransient: true);
    }

    [Theory]
    [InlineData(401, "AnyOtherCode")]
    [InlineData(403, "RequestTimeTooSkewed")]
    [InlineData(403, "QuotaExceeded")]
    [InlineData(400, "ExpiredToken")]
    [InlineData(400, "AuthorizationHeaderMalformed")]
    [InlineData(301, "PermanentRedirect")]
    [InlineData(507, "AnyOtherCode")]
    [InlineData(400, "InvalidRequest")]
    public async Task Unsupported_operation_is_a_permanent_error(int status, string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedResponse.Error(status, code));
        await AssertAllFailAsync(server, LoraErrorCodes.StorageRefused, isTransient: false);
    }

    [Fact]
    public async Task Server_without_S3_is_an_error_and_not_an_empty_bucket()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(404, "<html>Not here</html>", "Content-Type: text/html\r\n"));
        await AssertAllFailAsync(server, LoraErrorCodes.StorageRefused, isTransient: false);
    }

    [Fact]
    public async Task Dropped_connection_is_a_transient_error()
    {
        await using var server = new ScriptedServer(_ => ScriptedResponse.Drop);
        await AssertAllFailAsync(server, LoraErrorCodes.StorageUnavailable, isTransient: true);
    }

    [Fact]
    public async Task Request_times_out_when_the_server_does_not_respond()
    {
        await using var server = new ScriptedServer(_ => ScriptedResponse.Silence);
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
    public async Task Upload_times_out_when_the_server_stops_reading()
    {
        await using var server = new ScriptedServer(request => request.IsPart ? ScriptedResponse.Silence with { ReadsBody = false } : NoParts);
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(500));
        var plan = new LoraPartPlan(64_000_000, 64_000_000);
        var exception = await StoreAssert.FailsAsync(
            LoraErrorCodes.StorageUnavailable, () => Store(services).PutPartAsync("a.ckpt", Upload, plan, 1, new GeneratedContent(1, plan.Size)).WaitAsync(StoreAssert.Deadline));
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task Slow_sender_does_not_time_out()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, "", "ETag: \"abc\"\r\n"));
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300));
        Assert.Equal(new LoraFilePart(1, 1000, "abc"), await PutSlowlyAsync(Store(services)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Early_disconnect_checks_whether_the_upload_still_exists(bool gone)
    {
        await using var server = new ScriptedServer(request => request.IsPart ? ScriptedResponse.Drop with { ReadsBody = false } : gone ? NoSuchUpload : NoParts);
        await using var services = Build(server);
        var plan = new LoraPartPlan(30_000_000, 30_000_000);
        var exception = await StoreAssert.FailsAsync(
            gone ? LoraErrorCodes.UploadGone : LoraErrorCodes.StorageUnavailable,
            () => Store(services).PutPartAsync("a.ckpt", Upload, plan, 1, new GeneratedContent(1, plan.Size)));
        Assert.Equal(!gone, exception.IsTransient);
    }

    [Fact]
    public async Task Part_is_sent_once_with_its_length_and_signed_headers()
    {
        await using var server = new ScriptedServer(request => request.IsPart ? new ScriptedResponse(200, "", "ETag: \"abc\"\r\n") : NoParts);
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
    [InlineData(RequestChecksumCalculation.WHEN_REQUIRED, null)]
    [InlineData(RequestChecksumCalculation.WHEN_SUPPORTED, "SHA256")]
    public async Task Upload_requests_the_checksum_of_its_parts(RequestChecksumCalculation? mode, string? algorithm)
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, $"<InitiateMultipartUploadResult><UploadId>{Upload}</UploadId></InitiateMultipartUploadResult>"));
        await using var services = Build(server, options => options.ChecksumMode = mode);
        Assert.Equal(Upload, await Store(services).BeginAsync("a.ckpt", new LoraPartPlan(10, 10)));
        var headers = Assert.Single(server.Requests).Headers.Where(pair => pair.Key.Contains("checksum", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal(algorithm is null ? [] : [new("x-amz-checksum-algorithm", algorithm)], headers);
    }

    [Fact]
    public async Task Parts_are_listed_from_all_pages()
    {
        await using var server = new ScriptedServer(request => new ScriptedResponse(200, Page(request)));
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
    public async Task Uploads_of_the_exact_key_are_listed_from_all_pages()
    {
        await using var server = new ScriptedServer(request => new ScriptedResponse(
            200,
            request.Target.Contains("upload-id-marker=two", StringComparison.Ordinal)
                ? "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated><Upload><Key>a.ckpt</Key><UploadId>three</UploadId></Upload></ListMultipartUploadsResult>"
                : "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a.ckpt</NextKeyMarker><NextUploadIdMarker>two</NextUploadIdMarker>"
                    + "<Upload><Key>a.ckpt</Key><UploadId>one</UploadId></Upload><Upload><Key>a.ckpt.old</Key><UploadId>two</UploadId></Upload></ListMultipartUploadsResult>"));
        await using var services = Build(server);
        Assert.Equal(["one", "three"], await Store(services).ListUploadsAsync("a.ckpt"));
    }

    [Fact]
    public async Task Abort_is_repeated_until_the_parts_are_removed()
    {
        var aborts = 0;
        await using var server = new ScriptedServer(request => request.IsAbort
            ? Interlocked.Increment(ref aborts) > 0 ? new ScriptedResponse(204) : throw new UnreachableException()
            : Volatile.Read(ref aborts) < 3 ? NoParts : NoSuchUpload);
        await using var services = Build(server);
        await Store(services).AbortAsync("a.ckpt", Upload);
        Assert.Equal(3, aborts);
    }

    [Fact]
    public async Task Abort_without_effect_is_a_transient_error()
    {
        await using var server = new ScriptedServer(request => request.IsAbort ? new ScriptedResponse(204) : NoParts);
        await using var services = Build(server);
        Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => Store(services).AbortAsync("a.ckpt", Upload))).IsTransient);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Complete_with_unknown_outcome_is_a_transient_error(int status)
    {
        // AWS may return 200 with an error in the body.
        await using var server = new ScriptedServer(request => request.IsComplete ? ScriptedResponse.Error(status, "InternalError") : NoParts);
        await using var services = Build(server);
        Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => CompleteAsync(services))).IsTransient);
    }

    [Fact]
    public async Task Complete_reports_that_the_upload_no_longer_exists()
    {
        await using var server = new ScriptedServer(request => request.IsComplete ? ScriptedResponse.Error(500, "InternalError") : NoSuchUpload);
        await using var services = Build(server);
        Assert.False((await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => CompleteAsync(services))).IsTransient);
    }

    [Fact]
    public async Task Write_succeeds_when_the_last_response_is_lost_but_the_object_exists()
    {
        await using var server = new ScriptedServer(request => request switch
        {
            { IsBegin: true } => new ScriptedResponse(200, $"<InitiateMultipartUploadResult><UploadId>{Upload}</UploadId></InitiateMultipartUploadResult>"),
            { IsPart: true } => new ScriptedResponse(200, "", "ETag: \"abc\"\r\n"),
            { IsComplete: true } => ScriptedResponse.Drop,
            { Method: "HEAD" } => new ScriptedResponse(200) { AnnouncedLength = 10 },
            _ => NoSuchUpload,
        });
        await using var services = Build(server);
        await Store(services).WriteAsync("a.ckpt", new GeneratedContent(1, 10), 10);
        Assert.DoesNotContain(server.Requests, request => request.IsAbort);
    }

    [Fact]
    public async Task Read_times_out_when_the_server_stops_sending()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, "half") { AnnouncedLength = 8 });
        await using var services = Build(server, options => options.ResponseTimeout = TimeSpan.FromMilliseconds(300));
        await using var stream = await Store(services).OpenReadAsync("a.ckpt");
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => stream.ReadExactlyAsync(new byte[8]).AsTask().WaitAsync(StoreAssert.Deadline));
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task Interrupted_download_is_an_error_and_not_the_end()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, new string('x', 1000)) { AnnouncedLength = 5000, HangsUp = true });
        await using var services = Build(server);
        await using var stream = await Store(services).OpenReadAsync("a.ckpt");
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => stream.CopyToAsync(Stream.Null));
        Assert.True(exception.IsTransient);
    }

    [Fact]
    public async Task Server_that_ignores_ranges_is_an_error()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, new string('x', 1000)));
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
        // At the same time, because the SDK waits between its retries.
        await Task.WhenAll(Calls(Store(services)).Select(async call => Assert.Equal(isTransient, (await StoreAssert.FailsAsync(code, call)).IsTransient)));
    }

    private static async Task<LoraFilePart> PutSlowlyAsync(IMultipartFileStore store)
    {
        var content = new GatedContent(new GeneratedContent(1, 1000), 500);
        var put = store.PutPartAsync("a.ckpt", Upload, new LoraPartPlan(1000, 1000), 1, content);
        await content.Reached.WaitAsync(StoreAssert.Deadline);
        // Longer than the server's time limit, to show that the limit doesn't apply to the sender.
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
