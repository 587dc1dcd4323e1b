using System.Diagnostics;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>Stops and starts the S3 gateway of the test server. Stored data is kept.</summary>
internal static class CephGateway
{
    public static Task StopAsync() => RunAsync("stop");

    public static Task StartAsync() => RunAsync("start");

    private static async Task RunAsync(string order)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "eng", "ceph.sh"), "gateway", order]) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"eng/ceph.sh gateway {order}: {errors}");
    }
}
