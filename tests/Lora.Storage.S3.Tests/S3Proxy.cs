using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lora.Storage.S3.Tests;

/// <summary>A proxy for the real server that rejects requests, changes responses or corrupts request bodies. Everything else is forwarded unchanged.</summary>
internal sealed class S3Proxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Func<ScriptedRequest, ScriptedResponse?> _reject;
    private readonly Func<string, string> _change;
    private readonly Func<ScriptedRequest, bool> _corrupt;
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    /// <summary>Starts the proxy.</summary>
    /// <param name="server">The real server.</param>
    /// <param name="reject">Returns the response to a rejected request, or <see langword="null"/> to forward the request.</param>
    /// <param name="change">Changes the head of a response.</param>
    /// <param name="corrupt">Returns whether one bit of the request body is corrupted.</param>
    public S3Proxy(
        string server, Func<ScriptedRequest, ScriptedResponse?>? reject = null, Func<string, string>? change = null, Func<ScriptedRequest, bool>? corrupt = null)
    {
        _server = new Uri(server);
        _reject = reject ?? (static _ => null);
        _change = change ?? (static head => head);
        _corrupt = corrupt ?? (static _ => false);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await ((Task)Task.WhenAll(_connections.Append(_accepting))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
    }

    /// <summary>Serves one request per connection, so that the end of the connection is the end of the response.</summary>
    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        var stream = client.GetStream();
        if (await ReadHeadAsync(stream) is not { } head)
        {
            return;
        }

        var request = ScriptedRequest.Parse(head);
        _requests.Enqueue(request);
        if (_reject(request) is { } answer)
        {
            await SkipAsync(stream, request.ContentLength);
            var text = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Rejected\r\nContent-Length: {answer.Body.Length}\r\nConnection: close\r\n\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text + (request.Method == "HEAD" ? "" : answer.Body)), _stop.Token);
            return;
        }

        using var server = new TcpClient();
        await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
        var upstream = server.GetStream();
        await upstream.WriteAsync(Encoding.ASCII.GetBytes(head[..^2] + "Connection: close\r\n\r\n"), _stop.Token);
        await Task.WhenAll(PassAsync(stream, upstream, _corrupt(request) ? request.ContentLength / 2 : -1), AnswerAsync(upstream, stream));
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, long corrupted)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                if (corrupted >= 0 && corrupted < read)
                {
                    buffer[corrupted] ^= 1;
                }

                corrupted -= read;
                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (IOException)
        {
            // The server responded before it had read everything.
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to)
    {
        if (await ReadHeadAsync(from) is { } head)
        {
            await to.WriteAsync(Encoding.ASCII.GetBytes(_change(head)), _stop.Token);
            await from.CopyToAsync(to, _stop.Token);
        }

        to.Socket.Shutdown(SocketShutdown.Both);
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private async Task SkipAsync(NetworkStream stream, long length)
    {
        var buffer = new byte[65536];
        while (length > 0 && await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), _stop.Token) is > 0 and var read)
        {
            length -= read;
        }
    }
}
