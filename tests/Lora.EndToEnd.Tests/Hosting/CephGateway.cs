using System.Diagnostics;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>A second S3 gateway to the data of the test server. Tests stop it, so that others can use the first one.</summary>
internal static class CephGateway
{
    /// <summary>Starts the gateway unless it runs, and returns its address, which stays the same after a restart.</summary>
    public static async Task<Uri> StartAsync() => new(await RunAsync("start"));

    public static Task StopAsync() => RunAsync("stop");

    private static async Task<string> RunAsync(string order)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "eng", "ceph.sh"), "spare", order])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"eng/ceph.sh spare {order}: {await errors}");
        return answer.Trim();
    }
}
