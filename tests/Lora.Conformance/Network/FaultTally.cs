using System.Collections.Concurrent;
using System.Globalization;

namespace Lora.Conformance.Network;

/// <summary>Counts the requests of a proxy and their faults.</summary>
public sealed class FaultTally
{
    private readonly ConcurrentDictionary<FaultKind, int> _faults = new();
    private readonly ConcurrentDictionary<string, int> _purposes = new();

    /// <summary>The number of requests.</summary>
    public int Requests => _purposes.Values.Sum();

    /// <summary>The number of requests with a fault.</summary>
    public int Faults => _faults.Values.Sum();

    /// <summary>The number of requests by purpose.</summary>
    public IReadOnlyDictionary<string, int> Purposes => _purposes;

    /// <summary>Returns the number of requests with this kind of fault.</summary>
    public int Of(FaultKind kind) => _faults.GetValueOrDefault(kind);

    public override string ToString()
    {
        var kinds = string.Join(", ", Enum.GetValues<FaultKind>().Select(kind => string.Create(CultureInfo.InvariantCulture, $"{Of(kind)} {kind}")));
        return string.Create(CultureInfo.InvariantCulture, $"{Faults} faults in {Requests} requests ({kinds})");
    }

    internal void Count(ProxiedRequest request) => _purposes.AddOrUpdate(request.Purpose, 1, static (_, count) => count + 1);

    internal void Count(FaultKind kind) => _faults.AddOrUpdate(kind, 1, static (_, count) => count + 1);
}
