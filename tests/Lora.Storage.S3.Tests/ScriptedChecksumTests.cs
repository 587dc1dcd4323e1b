using System.Security.Cryptography;
using Amazon.Runtime;
using Lora.Storage.S3.Transfers;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>How digests are sent and how the digests in responses are read.</summary>
public sealed class ScriptedChecksumTests
{
    private const string Upload = "some-upload";
    private const int Size = 200_000;
    private static readonly LoraPartPlan Plan = new(Size, Size);
    private static readonly ScriptedResponse Taken = new(200, "", "ETag: \"abc\"\r\n");

    [Fact]
    public async Task Known_digest_is_sent_in_a_header()
    {
        await using var server = new ScriptedServer(_ => Taken);
        await using var services = Build(server, RequestChecksumCalculation.WHEN_SUPPORTED);
        var digest = await GeneratedContent.HashAsync(1, Size);
        await Store(services).PutPartAsync("a.ckpt", Upload, Plan, 1, new GeneratedContent(1, Size), digest);

        var part = Assert.Single(server.Requests);
        Assert.Equal(Size, part.ContentLength);
        Assert.Equal(Convert.ToBase64String(Convert.FromHexString(digest)), part.Headers["x-amz-checksum-sha256"]);
        Assert.Equal("UNSIGNED-PAYLOAD", part.Headers["x-amz-content-sha256"]);
        Assert.False(part.Headers.ContainsKey("x-amz-trailer"));
    }

    [Fact]
    public async Task Unknown_digest_is_sent_in_the_trailer()
    {
        await using var server = new ScriptedServer(_ => Taken);
        await using var services = Build(server, RequestChecksumCalculation.WHEN_SUPPORTED);
        await Store(services).PutPartAsync("a.ckpt", Upload, Plan, 1, new GeneratedContent(1, Size));

        var part = Assert.Single(server.Requests);
        Assert.Equal("STREAMING-UNSIGNED-PAYLOAD-TRAILER", part.Headers["x-amz-content-sha256"]);
        Assert.Equal("x-amz-checksum-sha256", part.Headers["x-amz-trailer"]);
        Assert.Equal("aws-chunked", part.Headers["Content-Encoding"]);
        Assert.Equal("200000", part.Headers["x-amz-decoded-content-length"]);
        Assert.InRange(part.ContentLength, Size + 1, Size + 200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(300_000)]
    public async Task Chunked_body_is_valid_and_has_the_announced_length(int size)
    {
        using var written = new MemoryStream();
        using (var body = new S3ChunkedBody(written, size))
        {
            var content = new GeneratedContent(2, size);
            var piece = new byte[40_000];
            while (await content.ReadAsync(piece) is > 0 and var read)
            {
                await body.WriteAsync(piece.AsMemory(0, read), CancellationToken.None);
            }
        }

        Assert.Equal(S3ChunkedBody.LengthOf(size), written.Length);
        var (bytes, trailer) = Read(written.ToArray());
        Assert.Equal(await GeneratedContent.HashAsync(2, size), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal($"x-amz-checksum-sha256:{Convert.ToBase64String(SHA256.HashData(bytes))}\r\n\r\n", trailer);
    }

    [Theory]
    [InlineData("BadDigest")]
    [InlineData("XAmzContentSHA256Mismatch")]
    public async Task Part_that_the_server_reports_as_corrupted_can_be_sent_again(string code)
    {
        await using var server = new ScriptedServer(_ => ScriptedResponse.Error(400, code));
        await using var services = Build(server, RequestChecksumCalculation.WHEN_SUPPORTED);
        var exception = await StoreAssert.FailsAsync(
            LoraErrorCodes.PartChecksum, () => Store(services).PutPartAsync("a.ckpt", Upload, Plan, 1, new GeneratedContent(1, Size), new string('a', 64)));
        Assert.True(exception.IsTransient);
    }

    [Theory]
    [InlineData(RequestChecksumCalculation.WHEN_SUPPORTED, true)]
    [InlineData(RequestChecksumCalculation.WHEN_REQUIRED, false)]
    public async Task Complete_includes_the_digests_when_the_server_stores_them(RequestChecksumCalculation mode, bool repeats)
    {
        var digest = new string('a', 64);
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, "<CompleteMultipartUploadResult><ETag>\"abc-1\"</ETag></CompleteMultipartUploadResult>")) { KeepsBodies = true };
        await using var services = Build(server, mode);
        await Store(services).CompleteAsync("a.ckpt", Upload, Plan, [new LoraFilePart(1, Size, "abc") { Sha256 = digest }]);

        var body = Assert.Single(server.Bodies);
        Assert.Contains("<ETag>", body, StringComparison.Ordinal);
        Assert.Equal(repeats, body.Contains($"<ChecksumSHA256>{Convert.ToBase64String(Convert.FromHexString(digest))}</ChecksumSHA256>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=-3", "abc-3", true)]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=-3", "abc-4", false)]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=-3", "abc", true)]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=", "abc-3", false)]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=-0", "abc-3", false)]
    [InlineData("qqqq-3", "abc-3", false)]
    [InlineData("-3", "abc-3", false)]
    public async Task Only_a_composite_digest_over_all_parts_is_returned(string checksum, string tag, bool isReturned)
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, "", $"ETag: \"{tag}\"\r\nx-amz-checksum-sha256: {checksum}\r\n") { AnnouncedLength = 10 });
        await using var services = Build(server, RequestChecksumCalculation.WHEN_SUPPORTED);
        var file = await Store(services).FindAsync("a.ckpt");
        Assert.Equal(("a.ckpt", 10, isReturned ? new string('a', 64) : null), (file!.Key, file.Size, file.PartsSha256));
        Assert.Equal("ENABLED", Assert.Single(server.Requests).Headers["x-amz-checksum-mode"]);
    }

    private static (byte[] Bytes, string Trailer) Read(ReadOnlySpan<byte> body)
    {
        using var bytes = new MemoryStream();
        while (true)
        {
            var end = body.IndexOf("\r\n"u8);
            var length = int.Parse(body[..end], System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            body = body[(end + 2)..];
            if (length == 0)
            {
                return (bytes.ToArray(), System.Text.Encoding.ASCII.GetString(body));
            }

            bytes.Write(body[..length]);
            Assert.Equal("\r\n"u8, body.Slice(length, 2));
            body = body[(length + 2)..];
        }
    }

    private static IMultipartFileStore Store(ServiceProvider services) => (IMultipartFileStore)services.GetRequiredService<ILoraFileStore>();

    private static ServiceProvider Build(ScriptedServer server, RequestChecksumCalculation mode) => S3Services.Build(options =>
    {
        options.Bucket = "bucket";
        options.ServiceUrl = server.Address;
        options.AccessKey = "key";
        options.SecretKey = "secret";
        options.ChecksumMode = mode;
    });
}
