namespace Lora.Conformance.Network;

/// <summary>
/// Chooses by a seed which requests fail and how. The same share of requests of each purpose fails, and each kind of fault is equally frequent.
/// </summary>
public sealed class FaultPlan
{
    private static readonly FaultKind[] OfAll = [FaultKind.Dropped, FaultKind.Delayed, FaultKind.Rejected, FaultKind.ResponseLost];
    private static readonly FaultKind[] OfBodies = [.. OfAll, FaultKind.HalfSent];
    private static readonly FaultKind[] OfParts = [.. OfBodies, FaultKind.Corrupted];
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Share> _shares = [];
    private readonly Random _random;
    private readonly int _every;

    /// <summary>Creates a plan.</summary>
    /// <param name="seed">The seed of the random choices.</param>
    /// <param name="percent">The percentage of requests that fail, 1 to 100.</param>
    public FaultPlan(int seed, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        _random = new Random(seed);
        _every = 100 / percent;
    }

    /// <summary>Returns the fault of a request, or <see langword="null"/> if it has none.</summary>
    public NetworkFault? Next(ProxiedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_shares)
        {
            if (!_shares.TryGetValue(request.Purpose, out var share))
            {
                share = _shares[request.Purpose] = new Share(_random, _every, request.IsPart ? OfParts : request.ContentLength > 0 ? OfBodies : OfAll);
            }

            return share.Next() is { } kind ? new NetworkFault(kind, LongestDelay * _random.NextDouble()) : null;
        }
    }

    /// <summary>Chooses the requests of one purpose that fail: a random one of every group.</summary>
    private sealed class Share(Random random, int every, FaultKind[] kinds)
    {
        private readonly Queue<FaultKind> _deck = new();
        private int _seen;
        private int _next;

        public FaultKind? Next()
        {
            if (_seen == 0)
            {
                _next = random.Next(every);
            }

            var fails = _seen == _next;
            _seen = (_seen + 1) % every;
            return fails ? Deal() : null;
        }

        private FaultKind Deal()
        {
            if (_deck.Count == 0)
            {
                var kindsInOrder = kinds.ToArray();
                random.Shuffle(kindsInOrder);
                Array.ForEach(kindsInOrder, _deck.Enqueue);
            }

            return _deck.Dequeue();
        }
    }
}
