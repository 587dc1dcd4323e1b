using System.Collections.Concurrent;
using System.Globalization;

namespace Lora.Conformance.Network;

/// <summary>What passed a proxy, and what became of it.</summary>
public sealed class FaultTally
{
    private readonly ConcurrentDictionary<FaultKind, int> _faults = new();
    private readonly ConcurrentDictionary<string, int> _purposes = new();

    /// <summary>How many requests came.</summary>
    public int Requests => _purposes.Values.Sum();

    /// <summary>How many of them something happened to.</summary>
    public int Faults => _faults.Values.Sum();

    /// <summary>The purposes of the requests that came, with how many there were.</summary>
    public IReadOnlyDictionary<string, int> Purposes => _purposes;

    /// <summary>How many requests a fault happened to.</summary>
    public int Of(FaultKind kind) => _faults.GetValueOrDefault(kind);

    public override string ToString()
    {
        var kinds = string.Join(", ", Enum.GetValues<FaultKind>().Select(kind => string.Create(CultureInfo.InvariantCulture, $"{Of(kind)} {kind}")));
        return string.Create(CultureInfo.InvariantCulture, $"{Faults} faults in {Requests} requests ({kinds})");
    }

    internal void Count(PassingRequest request) => _purposes.AddOrUpdate(request.Purpose, 1, static (_, count) => count + 1);

    internal void Count(FaultKind kind) => _faults.AddOrUpdate(kind, 1, static (_, count) => count + 1);
}
