using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lora.Storage.S3.Tests;

/// <summary>A small server on loopback that fails, stalls and disconnects as a test requires.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ScriptedRequest, ScriptedResponse> _script;
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public ScriptedServer(Func<ScriptedRequest, ScriptedResponse> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Whether request bodies are kept.</summary>
    public bool KeepsBodies { get; init; }

    public IReadOnlyList<string> Bodies => [.. _bodies];

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
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _connections.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var stream = connection.GetStream();
        while (await ReadHeadAsync(stream) is { } request)
        {
            _requests.Enqueue(request);
            var answer = _script(request);
            if (answer.ReadsBody)
            {
                await TakeAsync(stream, request.ContentLength);
            }

            if (answer.Stalls)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
            }

            if (answer.Status > 0)
            {
                var head = string.Create(
                    CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Scripted\r\nContent-Length: {answer.AnnouncedLength ?? answer.Body.Length}\r\n{answer.Headers}\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head + (request.Method == "HEAD" ? "" : answer.Body)), _stop.Token);
            }

            if (answer.HangsUp)
            {
                // Resets the connection, so unread bytes are discarded.
                connection.Client.LingerState = new LingerOption(answer.Status == 0, 0);
                return;
            }
        }
    }

    private async Task<ScriptedRequest?> ReadHeadAsync(NetworkStream stream)
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

        return ScriptedRequest.Parse(head.ToString());
    }

    private async Task TakeAsync(NetworkStream stream, long length)
    {
        using var body = new MemoryStream();
        var buffer = new byte[65536];
        while (length > 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), _stop.Token);
            if (read == 0)
            {
                return;
            }

            length -= read;
            if (KeepsBodies)
            {
                body.Write(buffer, 0, read);
            }
        }

        if (KeepsBodies)
        {
            _bodies.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
        }
    }
}
