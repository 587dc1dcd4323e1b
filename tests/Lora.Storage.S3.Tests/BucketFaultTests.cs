using System.Net;
using System.Net.Sockets;
using Lora.Testing;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Errors of the real server for invalid requests and credentials.</summary>
public sealed class BucketFaultTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private static readonly LoraPartPlan Plan = new(10, 10);

    [Fact]
    public Task Wrong_secret_key_is_reported() =>
        AssertRejectedAsync(options => options.SecretKey = "wrong" + options.SecretKey, "secret key");

    [Fact]
    public Task Unknown_access_key_is_reported() =>
        AssertRejectedAsync(options => options.AccessKey = "NOBODY", "access key");

    [Fact]
    public Task Missing_bucket_is_reported() =>
        AssertRejectedAsync(options => options.Bucket = "no-such-" + options.Bucket, "bucket");

    [Fact]
    public Task Bucket_of_another_user_is_rejected() => AssertRejectedAsync(
        options =>
        {
            options.AccessKey = harness.Server.OtherAccessKey;
            options.SecretKey = harness.Server.OtherSecretKey;
        },
        "denies access");

    [Fact]
    public async Task Unreachable_server_is_a_transient_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        await using var services = harness.Build(options => options.ServiceUrl = address);
        // At the same time, because the SDK waits between its retries.
        var calls = Calls((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), LoraFileStoreFixture.NewKey());
        await Task.WhenAll(calls.Select(async call => Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, call)).IsTransient)));
    }

    [Fact]
    public async Task Failure_to_create_the_bucket_is_reported_at_startup()
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
    public async Task Bucket_can_be_created_by_many_machines_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var services = harness.Build(options => options.CreateBucket = true);
            await services.GetServices<ILoraInitializer>().Single().InitializeAsync();
        }));
    }

    [Fact]
    public async Task Logs_and_messages_contain_no_secrets()
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
        foreach (var call in Calls((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), LoraFileStoreFixture.NewKey()))
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

    private async Task AssertRejectedAsync(Action<LoraS3Options> configure, string words)
    {
        await using var services = harness.Build(configure);
        foreach (var call in Calls((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), LoraFileStoreFixture.NewKey()))
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
