using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Lora.Conformance.Network;

/// <summary>
/// A proxy on loopback that simulates a network: forwards requests and responses unchanged as their bytes arrive, and applies faults to some of them. Each
/// connection has one request.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ProxyConnection, bool> _connections = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _isDown;

    /// <summary>Starts a proxy for a server.</summary>
    public FaultProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Called for every request that arrives.</summary>
    public Action<ProxiedRequest>? Received { get; set; }

    /// <summary>Called with the status when the client has received the whole response or was rejected.</summary>
    public Action<ProxiedRequest, int>? Answered { get; set; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The counts so far.</summary>
    public FaultTally Tally { get; } = new();

    /// <summary>Chooses the fault of a request. With <see langword="null"/> no request has a fault.</summary>
    public Func<ProxiedRequest, NetworkFault?>? ChooseFault { get; set; }

    /// <summary>The upload speed in bytes per second, or <see langword="null"/> for no limit.</summary>
    public long? BytesPerSecond
    {
        get => Throttle.BytesPerSecond;
        set => Throttle.BytesPerSecond = value;
    }

    /// <summary>Whether the network is down: all open and new connections are reset.</summary>
    public bool IsDown
    {
        get => _isDown;
        set
        {
            _isDown = value;
            if (value)
            {
                ResetAll();
            }
        }
    }

    internal Throttle Throttle { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ResetAll();
        await Task.WhenAll(_connections.Keys.Select(connection => connection.Ended));
        _stop.Dispose();
    }

    internal NetworkFault? Decide(ProxiedRequest request)
    {
        Tally.Count(request);
        Received?.Invoke(request);
        return ChooseFault?.Invoke(request);
    }

    internal void Report(ProxiedRequest request, int status) => Answered?.Invoke(request, status);

    internal async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            client.NoDelay = true;
            var connection = new ProxyConnection(this, client);
            _connections.TryAdd(connection, true);
            if (_isDown)
            {
                connection.Reset();
            }

            _ = RunAsync(connection);
        }
    }

    private async Task RunAsync(ProxyConnection connection)
    {
        try
        {
            await connection.RunAsync(_stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has disconnected, so the other is disconnected too.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.End();
        }
    }

    private void ResetAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }
}
