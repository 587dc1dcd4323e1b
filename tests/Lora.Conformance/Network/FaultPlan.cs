namespace Lora.Conformance.Network;

/// <summary>
/// Which requests fail and how, decided by a seed. Of every purpose of requests the same share fails, and of every kind of fault it gets as many as of any other.
/// </summary>
public sealed class FaultPlan
{
    private static readonly FaultKind[] OfAll = [FaultKind.Dropped, FaultKind.Delayed, FaultKind.Refused, FaultKind.AnswerLost];
    private static readonly FaultKind[] OfBodies = [.. OfAll, FaultKind.HalfSent];
    private static readonly FaultKind[] OfParts = [.. OfBodies, FaultKind.Damaged];
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Share> _shares = [];
    private readonly Random _random;
    private readonly int _every;

    /// <summary>Makes a plan.</summary>
    /// <param name="seed">What decides.</param>
    /// <param name="percent">How many of a hundred requests fail, 1 to 100.</param>
    public FaultPlan(int seed, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        _random = new Random(seed);
        _every = 100 / percent;
    }

    /// <summary>What happens to a request; <see langword="null"/> where nothing does.</summary>
    public NetworkFault? Next(PassingRequest request)
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

    /// <summary>The requests of one purpose: one of so many fails, nobody knows which.</summary>
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
