using System.Net;
using System.Net.Sockets;

namespace Lora.HttpFuzzing.Http;

/// <summary>A connection that sends bytes as they are, and is used again while the server keeps it open.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1);

    private Socket? _socket;

    public void Dispose() => Close();

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The answer; <see langword="null"/> when the connection was closed without one.</returns>
    /// <exception cref="TimeoutException">There was neither in time.</exception>
    public async Task<RawResponse?> ExchangeAsync(HttpDraft request)
    {
        var bytes = request.ToBytes();
        while (true)
        {
            var isReused = _socket is not null;
            var (response, received) = await ExchangeAsync(request, bytes).ConfigureAwait(false);

            // A server may close a connection that idles in the moment when it is used again. A client then repeats the request on a new one.
            if (response is not null || received || !isReused)
            {
                return response;
            }
        }
    }

    private async Task<(RawResponse? Response, bool Received)> ExchangeAsync(HttpDraft request, byte[] bytes)
    {
        _socket ??= await ConnectAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(request.MayWait ? ShortPatience : Patience);
        var reader = new ResponseReader(_socket, limit.Token);
        var sending = SendAsync(_socket, bytes, request.IsTruncated, limit.Token);
        RawResponse? response = null;
        try
        {
            response = await reader.ReadAsync(request.Method == "HEAD").ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The connection was reset, which is not an answer either.
        }
        catch (OperationCanceledException late)
        {
            Close();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return request.MayWait ? (null, Received: true) : throw new TimeoutException($"No answer within {Patience.TotalSeconds} seconds.", late);
        }

        if (response is null || response.Closes || reader.HasMore || request.SpoilsConnection || !sending.IsCompletedSuccessfully || response.Status == (int)HttpStatusCode.SwitchingProtocols)
        {
            Close();
        }

        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (response, reader.Received);
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, bool end, CancellationToken cancellationToken)
    {
        for (var at = 0; at < bytes.Length;)
        {
            at += await socket.SendAsync(bytes.AsMemory(at), cancellationToken).ConfigureAwait(false);
        }

        if (end)
        {
            socket.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        return socket;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
