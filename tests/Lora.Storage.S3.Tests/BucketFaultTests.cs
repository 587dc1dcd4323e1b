using System.Net;
using System.Net.Sockets;
using Lora.Conformance.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Faults that the real server commits by itself when it is asked wrongly.</summary>
public sealed class BucketFaultTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private static readonly LoraPartPlan Plan = new(10, 10);

    [Fact]
    public Task A_wrong_secret_is_refused_and_named() =>
        AssertRefusedAsync(options => options.SecretKey = "wrong" + options.SecretKey, "secret key");

    [Fact]
    public Task An_unknown_access_key_is_refused_and_named() =>
        AssertRefusedAsync(options => options.AccessKey = "NOBODY", "access key");

    [Fact]
    public Task A_bucket_that_does_not_exist_is_refused_and_named() =>
        AssertRefusedAsync(options => options.Bucket = "no-such-" + options.Bucket, "bucket");

    [Fact]
    public Task Somebody_elses_bucket_is_refused() => AssertRefusedAsync(
        options =>
        {
            options.AccessKey = harness.Server.OtherAccessKey;
            options.SecretKey = harness.Server.OtherSecretKey;
        },
        "denies access");

    [Fact]
    public async Task A_server_that_is_not_there_is_told_as_passing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        await using var services = harness.Build(options => options.ServiceUrl = address);
        foreach (var call in Calls((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), FileStoreHarness.NewKey()))
        {
            Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, call)).IsTransient);
        }
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_created_is_told_at_start()
    {
        await using var services = harness.Build(options =>
        {
            options.AccessKey = harness.Server.OtherAccessKey;
            options.SecretKey = harness.Server.OtherSecretKey;
            options.CreateBucket = true;
        });
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => services.GetServices<ILoraInitializer>().Single().InitializeAsync());
    }

    [Fact]
    public async Task Creating_the_bucket_may_be_asked_for_by_many_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var services = harness.Build(options => options.CreateBucket = true);
            await services.GetServices<ILoraInitializer>().Single().InitializeAsync();
        }));
    }

    [Fact]
    public async Task Parts_too_small_for_S3_are_refused_before_a_byte_is_sent()
    {
        var key = FileStoreHarness.NewKey();
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Multipart.BeginAsync(key, new LoraPartPlan(3_000_000, 1_000_000)));
        await StoreAssert.HoldsNothingAsync(harness.Store, key);
    }

    [Fact]
    public async Task Neither_logs_nor_messages_give_secrets_away()
    {
        using var logs = new CollectedLogs();
        var secret = "wrong" + harness.Server.SecretKey;
        await using var services = S3Services.Build(
            options =>
            {
                options.Bucket = harness.Bucket;
                options.ServiceUrl = harness.Server.Endpoint;
                options.AccessKey = harness.Server.AccessKey;
                options.SecretKey = secret;
            },
            logs);
        var messages = new List<string>();
        foreach (var call in Calls((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), FileStoreHarness.NewKey()))
        {
            messages.Add((await Assert.ThrowsAsync<LoraStorageException>(call)).ToString());
        }

        Assert.Contains("SignatureDoesNotMatch", logs.Text, StringComparison.Ordinal);
        foreach (var text in messages.Append(logs.Text))
        {
            Assert.DoesNotContain(harness.Server.SecretKey, text, StringComparison.Ordinal);
            Assert.DoesNotContain(harness.Server.AccessKey, text, StringComparison.Ordinal);
            Assert.DoesNotContain("X-Amz-Signature", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<Func<Task>> Calls(IMultipartFileStore store, string key) =>
    [
        () => store.FindAsync(key),
        () => store.OpenReadAsync(key),
        () => store.OpenReadAsync(key, 5),
        () => store.DeleteAsync(key),
        () => store.WriteAsync(key, new GeneratedContent(1, 10), 10),
        () => store.BeginAsync(key, Plan),
        () => store.PutPartAsync(key, "2~some-upload", Plan, 1, new GeneratedContent(1, 10)),
        () => store.ListPartsAsync(key, "2~some-upload"),
        () => store.CompleteAsync(key, "2~some-upload", Plan, [new LoraFilePart(1, 10, "0123")]),
        () => store.AbortAsync(key, "2~some-upload"),
        () => store.ListUploadsAsync(key),
    ];

    private async Task AssertRefusedAsync(Action<LoraS3Options> configure, string words)
    {
        await using var services = harness.Build(configure);
        foreach (var call in Calls((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), FileStoreHarness.NewKey()))
        {
            var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, call);
            Assert.False(exception.IsTransient);
            if (exception.InnerException is not Amazon.S3.AmazonS3Exception { ErrorCode: "Forbidden" })
            {
                Assert.Contains(words, exception.Message, StringComparison.Ordinal);
            }
        }
    }
}
