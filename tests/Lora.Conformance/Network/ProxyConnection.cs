using System.Net.Sockets;

namespace Lora.Conformance.Network;

/// <summary>Forwards one request and its response through a proxy.</summary>
internal sealed class ProxyConnection(FaultProxy proxy, Socket client)
{
    private const int Unlimited = -1;
    private static readonly byte[] ServiceUnavailable = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _server;
    private volatile bool _hasDisconnected;

    public Task Ended => _ended.Task;

    /// <summary>Forwards the request and the response. Nothing is forwarded after it returns or throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await MessageHead.ReadAsync(client, ReadOnlyMemory<byte>.Empty, cancellationToken) is not { } head)
        {
            return;
        }

        var request = new ProxiedRequest(head.Text);
        var fault = proxy.Decide(request);
        switch (fault?.Kind)
        {
            case FaultKind.Dropped:
                proxy.Tally.Count(FaultKind.Dropped);
                return;
            case FaultKind.Rejected:
                await RejectAsync(request, head.Rest, cancellationToken);
                return;
            case FaultKind.Delayed:
                proxy.Tally.Count(FaultKind.Delayed);
                await Task.Delay(fault.Delay, cancellationToken);
                break;
        }

        _server = await proxy.ConnectAsync();
        await WriteAsync(_server, request.HeadForServer(), cancellationToken);
        if (fault?.Kind == FaultKind.HalfSent)
        {
            await SendAsync(head.Rest, request.ContentLength / 2, Unlimited, cancellationToken);
            proxy.Tally.Count(FaultKind.HalfSent);
            return;
        }

        await ExchangeAsync(request, head.Rest, fault?.Kind, cancellationToken);
    }

    /// <summary>Resets both connections, so that both sides notice.</summary>
    public void Reset()
    {
        Cut(client);
        Cut(_server);
    }

    public void End()
    {
        Reset();
        _ended.TrySetResult();
    }

    private async Task RejectAsync(ProxiedRequest request, ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        // A client that is still sending doesn't read.
        await SendAsync(rest, request.ContentLength, Unlimited, cancellationToken);
        proxy.Tally.Count(FaultKind.Rejected);
        await WriteAsync(client, ServiceUnavailable, cancellationToken);
        await WaitForDisconnectAsync(cancellationToken);
    }

    /// <summary>Forwards the body and the response concurrently, because the server may respond before it has read everything.</summary>
    private async Task ExchangeAsync(ProxiedRequest request, ReadOnlyMemory<byte> rest, FaultKind? fault, CancellationToken cancellationToken)
    {
        if (fault == FaultKind.Corrupted)
        {
            proxy.Tally.Count(FaultKind.Corrupted);
        }

        var sending = ReceiveAsync(rest, request.IsOpen ? long.MaxValue : request.ContentLength, fault == FaultKind.Corrupted ? request.ContentLength / 2 : Unlimited, cancellationToken);
        if (await AnswerAsync(fault == FaultKind.ResponseLost, cancellationToken) is { } status)
        {
            if (!_hasDisconnected)
            {
                client.Shutdown(SocketShutdown.Send);
            }

            // A client that disconnects after the response has all of it. The body of a rejected request need not be read to its end.
            var isAccepted = await Task.WhenAny(sending, Task.Delay(CloseTimeout, cancellationToken)) == sending && sending.IsCompletedSuccessfully;
            if (isAccepted || status >= 400)
            {
                proxy.Report(request, status);
            }
        }

        Reset();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Reads the request to its end. A client that disconnects gets no response.</summary>
    private async Task ReceiveAsync(ReadOnlyMemory<byte> rest, long length, long damaged, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(rest, length, damaged, cancellationToken);
            await WaitForDisconnectAsync(cancellationToken);
            _hasDisconnected = true;
        }
        finally
        {
            Cut(_server);
        }
    }

    /// <summary>Forwards a number of bytes of the body. Bytes that the server no longer accepts are read anyway.</summary>
    private async Task SendAsync(ReadOnlyMemory<byte> rest, long length, long damaged, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var isAccepted = _server is not null;
        for (long passed = 0; passed < length;)
        {
            int read;
            if (rest.IsEmpty)
            {
                read = await client.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - passed)), cancellationToken);
            }
            else
            {
                read = (int)Math.Min(rest.Length, length);
                rest[..read].CopyTo(buffer);
                rest = default;
            }

            if (read == 0)
            {
                throw new IOException("The client disconnected.");
            }

            if (damaged >= passed && damaged < passed + read)
            {
                buffer[damaged - passed] ^= 1;
            }

            passed += read;
            await proxy.Throttle.PassAsync(read, cancellationToken);
            isAccepted = isAccepted && await TryWriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Forwards the response.</summary>
    /// <returns>The status if the whole response was forwarded; otherwise <see langword="null"/>.</returns>
    private async Task<int?> AnswerAsync(bool isLost, CancellationToken cancellationToken)
    {
        var begun = ReadOnlyMemory<byte>.Empty;
        while (await MessageHead.ReadAsync(_server!, begun, cancellationToken) is { } head)
        {
            if (isLost && head.Status is >= 200 and < 300)
            {
                await CopyAsync(null, cancellationToken);
                proxy.Tally.Count(FaultKind.ResponseLost);
                return null;
            }

            await WriteAsync(client, head.Bytes, cancellationToken);
            if (head.Status is 100)
            {
                begun = head.Rest;
                continue;
            }

            await WriteAsync(client, head.Rest, cancellationToken);
            await CopyAsync(client, cancellationToken);
            return head.Status;
        }

        return null;
    }

    /// <summary>Forwards the rest of the response. A client that has all of it may disconnect before the server does.</summary>
    private async Task CopyAsync(Socket? to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _server!.ReceiveAsync(buffer, cancellationToken) is > 0 and var read)
            {
                if (to is not null)
                {
                    await WriteAsync(to, buffer.AsMemory(0, read), cancellationToken);
                }
            }
        }
        catch (Exception exception) when (_hasDisconnected && exception is SocketException or ObjectDisposedException)
        {
            // The connection was closed because the client disconnected.
        }
    }

    /// <summary>Waits until the client disconnects.</summary>
    private async Task WaitForDisconnectAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        while (await client.ReceiveAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    private async Task<bool> TryWriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(_server!, bytes, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task WriteAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    private static void Cut(Socket? socket)
    {
        try
        {
            socket?.Close(0);
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
