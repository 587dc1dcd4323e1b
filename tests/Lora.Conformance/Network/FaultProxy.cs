using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Lora.Conformance.Network;

/// <summary>
/// A network between somebody and a server, on loopback: passes requests and answers as they are, bytes as they come, and does to some what it is told. One request
/// goes over each connection.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Passage, bool> _passages = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _isDown;

    /// <summary>Opens the way to a server.</summary>
    public FaultProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Is told of every request that comes.</summary>
    public Action<PassingRequest>? Came { get; set; }

    /// <summary>Is told when whoever sent a request has the whole answer, or was refused, with the status.</summary>
    public Action<PassingRequest, int>? Answered { get; set; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What passed so far.</summary>
    public FaultTally Tally { get; } = new();

    /// <summary>Decides what happens to a request; <see langword="null"/> leaves all of them alone.</summary>
    public Func<PassingRequest, NetworkFault?>? Trouble { get; set; }

    /// <summary>How many bytes of requests go on in a second; <see langword="null"/>: as many as come.</summary>
    public long? BytesPerSecond
    {
        get => Throttle.BytesPerSecond;
        set => Throttle.BytesPerSecond = value;
    }

    /// <summary>Whether everything is cut that is under way, and everything that comes.</summary>
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
        await Task.WhenAll(_passages.Keys.Select(passage => passage.Ended));
        _stop.Dispose();
    }

    internal NetworkFault? Decide(PassingRequest request)
    {
        Tally.Count(request);
        Came?.Invoke(request);
        return Trouble?.Invoke(request);
    }

    internal void Tell(PassingRequest request, int status) => Answered?.Invoke(request, status);

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
            var passage = new Passage(this, client);
            _passages.TryAdd(passage, true);
            if (_isDown)
            {
                passage.Reset();
            }

            _ = RunAsync(passage);
        }
    }

    private async Task RunAsync(Passage passage)
    {
        try
        {
            await passage.RunAsync(_stop.Token);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has hung up; so does the other.
        }
        finally
        {
            _passages.TryRemove(passage, out _);
            passage.End();
        }
    }

    private void ResetAll()
    {
        foreach (var passage in _passages.Keys)
        {
            passage.Reset();
        }
    }
}
