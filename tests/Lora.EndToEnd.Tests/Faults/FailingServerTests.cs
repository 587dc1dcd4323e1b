using Lora.Conformance.Network;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>The application or its storage goes away in the middle of an upload, and comes back; the page stays and goes on by itself.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class FailingServerTests(Chromium chromium)
{
    [Theory]
    [InlineData(BackEndKind.SqliteFolder, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "direct")]
    public async Task The_application_is_killed_and_started_again(BackEndKind kind, string transport)
    {
        await using var upload = await DistantUpload.PrepareAsync(chromium, $"killed-{kind}-{transport}", kind, transport);
        await upload.BeginSlowlyAsync();
        upload.Studio.Server.Kill();
        await upload.SeeTroubleAsync();
        await upload.Studio.RestartAsync();
        await upload.EndAsync();
    }

    [Theory]
    [InlineData("proxied")]
    [InlineData("direct")]
    [InlineData("auto")]
    public async Task Nobody_reaches_storage_for_a_while(string transport)
    {
        await using var upload = await DistantUpload.PrepareAsync(chromium, $"cut-off-{transport}", BackEndKind.PostgresCeph, transport);
        await upload.BeginSlowlyAsync();
        upload.Studio.CutStorageOff(true);
        await upload.SeeTroubleAsync();
        upload.Studio.CutStorageOff(false);
        await upload.EndAsync();
    }

    [Theory]
    [InlineData("proxied")]
    [InlineData("direct")]
    public async Task The_gateway_of_storage_is_stopped_and_started_again(string transport)
    {
        await using var upload = await DistantUpload.PrepareAsync(chromium, $"gateway-{transport}", BackEndKind.PostgresCeph, transport);
        await upload.BeginSlowlyAsync();
        await CephGateway.StopAsync();
        try
        {
            await upload.SeeTroubleAsync();
        }
        finally
        {
            await CephGateway.StartAsync();
        }

        await upload.EndAsync();
    }

    [Fact]
    public async Task Storage_that_does_not_take_parts_of_the_page_any_more_is_gone_around_and_no_part_is_lost()
    {
        await using var upload = await DistantUpload.PrepareAsync(chromium, "shut-out", BackEndKind.PostgresCeph, "auto");
        await upload.BeginSlowlyAsync();
        Assert.All(upload.Sent, part => Assert.True(part.IsDirect));
        await ((PostgresCeph)upload.Studio.BackEnd).ForbidPagesAsync();
        upload.Studio.Beside!.IsDown = true;
        upload.Studio.Beside.IsDown = false;
        await upload.EndAsync();
        Assert.Equal(DistantUpload.Parts, upload.Acknowledged.Count);
        Assert.Contains(upload.Sent, part => !part.IsDirect);
    }

    [Fact]
    public async Task Addresses_of_parts_that_expire_before_they_are_used_are_asked_for_again()
    {
        var brief = new Dictionary<string, string> { ["Lora__Options__PartUrlLifetime"] = "00:00:02" };
        await using var upload = await DistantUpload.PrepareAsync(chromium, "expired", BackEndKind.PostgresCeph, "direct", brief);
        var late = 3;
        var refused = 0;
        upload.Studio.Beside!.Trouble = request => request.IsPart && Interlocked.Decrement(ref late) >= 0 ? new NetworkFault(FaultKind.Delayed, TimeSpan.FromSeconds(4)) : null;
        upload.Studio.Beside.Answered += (request, status) => refused += request.IsPart && status == 403 ? 1 : 0;
        await upload.BeginAsync();
        await upload.EndAsync();
        Assert.Equal(3, refused);
    }
}
