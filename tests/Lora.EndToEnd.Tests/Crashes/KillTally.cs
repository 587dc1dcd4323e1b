using System.Globalization;

namespace Lora.EndToEnd.Tests.Crashes;

/// <summary>Counts kills by scenario.</summary>
internal sealed class KillTally(string backEnd)
{
    private readonly Dictionary<string, int> _kills = [];
    private bool _hasEnded;

    public int Total => _kills.Values.Sum();

    public void Count(string scenario) => _kills[scenario] = _kills.GetValueOrDefault(scenario) + 1;

    /// <summary>Records that the data was consistent after every kill.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Adds a line to <c>artifacts/kills.txt</c>.</summary>
    public void Save() => File.AppendAllText(Repository.Artifact("kills.txt"), ToString() + Environment.NewLine);

    public override string ToString()
    {
        var scenarios = string.Join(", ", _kills.Select(kill => string.Create(CultureInfo.InvariantCulture, $"{kill.Value} in {kill.Key}")));
        var outcome = _hasEnded ? "nothing lost, nothing orphaned, every retry succeeded." : "survived, then the test failed.";
        return string.Create(CultureInfo.InvariantCulture, $"{backEnd}: {Total} kills ({scenarios}): {outcome}");
    }
}
