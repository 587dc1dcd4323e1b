using System.Diagnostics.Metrics;
using Lora.Workflows.Reconciliation;

namespace Lora.Workflows;

/// <summary>The metrics for hosts: completed and removed uploads, and objects in storage without a row. No instrument contains a workspace.</summary>
internal sealed class LoraMetrics : IDisposable
{
    public const string MeterName = "Lora.Toolkit";

    private readonly Meter _meter;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _completedSize;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _missing;
    private readonly Gauge<long> _unknown;
    private readonly Gauge<long> _unknownSize;
    private readonly Gauge<double> _unknownAge;

    public LoraMetrics(IMeterFactory? factory)
    {
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _completed = _meter.CreateCounter<long>("lora.upload.completed", "{upload}", "Uploads that became LoRAs.");
        _completedSize = _meter.CreateCounter<long>("lora.upload.size", "By", "The bytes of uploads that became LoRAs.");
        _removed = _meter.CreateCounter<long>("lora.upload.removed", "{upload}", "Uploads that were canceled, refused or expired, and objects without a row that were removed.");
        _failures = _meter.CreateCounter<long>("lora.sweep.failures", "{failure}", "Operations of the sweeper that failed and will be retried.");
        _missing = _meter.CreateCounter<long>("lora.sync.missing", "{lora}", "LoRAs that were marked because their object is missing or has another size.");
        _unknown = _meter.CreateGauge<long>("lora.sync.unknown", "{object}", "Objects without a row, as of the last reconciliation of all workspaces by this process.");
        _unknownSize = _meter.CreateGauge<long>("lora.sync.unknown.size", "By", "The total size of the objects without a row.");
        _unknownAge = _meter.CreateGauge<double>("lora.sync.unknown.age", "s", "The age of the oldest object without a row; 0 if there is none.");
    }

    public void Completed(long size)
    {
        _completed.Add(1);
        _completedSize.Add(size);
    }

    public void Removed() => _removed.Add(1);

    public void Failed() => _failures.Add(1);

    public void Marked(LoraState state) => _missing.Add(state == LoraState.Missing ? 1 : 0);

    public void Compared(OrphanTally unknown, DateTimeOffset now)
    {
        _unknown.Record(unknown.Count);
        _unknownSize.Record(unknown.Size);
        _unknownAge.Record(unknown.Oldest is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0);
    }

    public void Dispose() => _meter.Dispose();
}
