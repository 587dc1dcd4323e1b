using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;

namespace Lora.Load;

/// <summary>Sends a form so slowly that it never ends; every fourth one sends 4 MiB at once before.</summary>
internal static class SlowForm
{
    private const int Burst = 4 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Uri address, string user, int number, Tally tally, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                tally.Add(await SendAsync(address, user, number, cancellationToken), clock.Elapsed, succeeded: true);
            }
            catch (OperationCanceledException)
            {
                tally.Add("open to the end", clock.Elapsed, succeeded: true);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                tally.Add("connection closed", clock.Elapsed, succeeded: false);
            }
        }
    }

    /// <returns>The status of the answer.</returns>
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "Reading ends with the connection.")]
    private static async Task<string> SendAsync(Uri address, string user, int number, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/lora/upload HTTP/1.1\r\nHost: {address.Authority}\r\nCookie: {Users.Cookie}={user}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000000\r\n\r\n"
                + $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slow{number}.safetensors\"\r\n\r\n"),
            cancellationToken);
        var answer = AnswerAsync(stream, cancellationToken);
        if (number % 4 == 1)
        {
            await stream.WriteAsync(new byte[Burst], cancellationToken);
        }

        while (!answer.IsCompleted)
        {
            await stream.WriteAsync(new byte[1024], cancellationToken);
            await Task.WhenAny(answer, Task.Delay(Pause, cancellationToken));
        }

        return await answer;
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var start = new byte["HTTP/1.1 200".Length];
        await stream.ReadExactlyAsync(start, cancellationToken);
        return Encoding.ASCII.GetString(start)[^3..];
    }
}
