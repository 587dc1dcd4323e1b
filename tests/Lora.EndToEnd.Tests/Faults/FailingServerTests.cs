using System.Collections.Concurrent;
using Lora.Conformance.Network;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>The application or its storage fails during an upload and recovers. The page resumes the upload by itself.</summary>
[Collection(NetworkCollection.Name)]
public sealed class FailingServerTests(Chromium chromium, ProxiedStudios studios) : IClassFixture<ProxiedStudios>
{
    [Theory]
    [InlineData(BackEndKind.SqliteFolder, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "direct")]
    public async Task Upload_resumes_after_the_application_was_killed(BackEndKind kind, string transport)
    {
        await using var upload = await ProxiedUpload.PrepareAsync(chromium, studios, $"killed-{kind}-{transport}", kind, transport);
        await upload.BeginSlowlyAsync();
        upload.Studio.Server.Kill();
        // Parts that already have a signed URL don't need the application.
        upload.Studio.SlowDown(null);
        await upload.WaitUntilRetryingAsync();
        await upload.Studio.RestartAsync();
        await upload.EndAsync();
    }

    [Fact]
    public async Task Upload_resumes_after_the_storage_was_unreachable()
    {
        await using var upload = await ProxiedUpload.PrepareAsync(chromium, studios, "cut-off", BackEndKind.PostgresCeph, "auto");
        await upload.BeginSlowlyAsync();
        upload.Studio.SetStorageDown(true);
        await upload.WaitUntilRetryingAsync();
        upload.Studio.SetStorageDown(false);
        await upload.EndAsync();
    }

    [Theory]
    [InlineData("proxied")]
    [InlineData("direct")]
    public async Task Upload_resumes_after_the_storage_gateway_was_restarted(string transport)
    {
        await using var upload = await ProxiedUpload.PrepareAsync(chromium, studios, $"gateway-{transport}", BackEndKind.PostgresCeph, transport);
        await upload.BeginSlowlyAsync();
        await CephGateway.StopAsync();
        try
        {
            await upload.WaitUntilRetryingAsync();
        }
        finally
        {
            await CephGateway.StartAsync();
        }

        await upload.EndAsync();
    }

    [Fact]
    public async Task Upload_switches_to_the_application_when_the_storage_rejects_the_page()
    {
        await using var upload = await ProxiedUpload.PrepareAsync(chromium, studios, "blocked", BackEndKind.PostgresCeph, "auto");
        await upload.BeginSlowlyAsync();
        Assert.All(upload.Sent, part => Assert.True(part.IsDirect));
        await upload.BlockPageAsync();
        upload.Studio.PageToStorage!.IsDown = true;
        upload.Studio.PageToStorage.IsDown = false;
        await upload.EndAsync();
        Assert.Contains(upload.Sent, part => !part.IsDirect);
    }

    [Fact]
    public async Task Expired_part_url_is_requested_again()
    {
        var brief = new Dictionary<string, string> { ["Lora__Options__PartUrlLifetime"] = "00:00:02" };
        await using var upload = await ProxiedUpload.PrepareAsync(chromium, "expired", BackEndKind.PostgresCeph, "direct", brief);
        var late = 3;
        var rejected = 0;
        upload.Studio.PageToStorage!.ChooseFault = request => request.IsPart && Interlocked.Decrement(ref late) >= 0 ? new NetworkFault(FaultKind.Delayed, TimeSpan.FromSeconds(4)) : null;
        upload.Studio.PageToStorage.Answered += (request, status) => rejected += request.IsPart && status == 403 ? 1 : 0;
        await upload.BeginAsync();
        await upload.EndAsync();
        Assert.Equal(3, rejected);
    }

    [Theory]
    [InlineData(BackEndKind.SqliteFolder, "proxied", NetworkPath.PageToApplication)]
    [InlineData(BackEndKind.PostgresCeph, "proxied", NetworkPath.PageToApplication)]
    [InlineData(BackEndKind.PostgresCeph, "proxied", NetworkPath.ApplicationToStorage)]
    [InlineData(BackEndKind.PostgresCeph, "direct", NetworkPath.PageToStorage)]
    public async Task Corrupted_part_is_rejected_and_sent_again(BackEndKind kind, string transport, NetworkPath path)
    {
        await using var upload = await ProxiedUpload.PrepareAsync(chromium, studios, $"damaged-{kind}-{transport}-{path}", kind, transport);
        var damaged = 0;
        var rejections = new ConcurrentQueue<int>();
        var proxy = upload.Studio.On(path);
        proxy.ChooseFault = request => request.Part == 3 && Interlocked.Increment(ref damaged) == 1 ? new NetworkFault(FaultKind.Corrupted) : null;
        proxy.Answered += (request, status) =>
        {
            if (request.Part == 3 && status != 200)
            {
                rejections.Enqueue(status);
            }
        };
        await upload.BeginAsync();
        await upload.EndAsync();
        Assert.Equal(2, damaged);
        Assert.Equal([400], rejections);
        Assert.Equal(Enumerable.Range(1, ProxiedUpload.Parts).Append(3).Order(), upload.Sent.Select(part => part.Number).Order());
    }
}
