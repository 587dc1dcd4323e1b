using System.Diagnostics;
using Lora.Benchmarks.Servers;

namespace Lora.Benchmarks.Transfers;

/// <summary>Lets candidates that take seconds run one after the other, round by round. The first round warms them and does not count.</summary>
/// <param name="settings">How many rounds count, and which candidates run.</param>
/// <param name="sides">The sides whose processor time is reported, each with its processes.</param>
internal sealed class TransferRace(BenchmarkSettings settings, params IReadOnlyList<IReadOnlyList<int>> sides)
{
    private readonly List<Candidate> _candidates = [];

    public TransferRace Add(Candidate candidate)
    {
        if (candidate.Name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase))
        {
            _candidates.Add(candidate);
        }

        return this;
    }

    public async Task<IReadOnlyList<TransferResult>> RunAsync()
    {
        var times = _candidates.ConvertAll(_ => new double[settings.Rounds]);
        var processor = _candidates.ConvertAll(_ => new double[settings.Rounds][]);
        for (var round = -1; round < settings.Rounds; round++)
        {
            for (var turn = 0; turn < _candidates.Count; turn++)
            {
                // Each begins a round in its turn.
                var number = (turn + Math.Max(0, round)) % _candidates.Count;
                var (time, worked) = await MeasureAsync(_candidates[number]);
                if (round >= 0)
                {
                    (times[number][round], processor[number][round]) = (time, worked);
                }
            }
        }

        return [.. _candidates.Select((candidate, number) => new TransferResult(new RaceResult(candidate.Name, times[number], null), Medians(processor[number])))];
    }

    private double[] Medians(double[][] processor) => [.. sides.Select((_, side) => RaceResult.MedianOf(processor.Select(round => round[side])))];

    private double[] Worked() => [.. sides.Select(ProcessorTime.Of)];

    private async Task<(double Time, double[] Processor)> MeasureAsync(Candidate candidate)
    {
        await candidate.PrepareAsync();
        GC.Collect();
        var before = Worked();
        var start = Stopwatch.GetTimestamp();
        await candidate.SendAsync();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds * candidate.Times;
        var worked = Worked().Zip(before, (now, then) => (now - then) * candidate.Times).ToArray();
        await candidate.RemoveAsync();
        return (time, worked);
    }
}
