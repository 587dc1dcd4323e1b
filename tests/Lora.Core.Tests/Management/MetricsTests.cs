using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>The metrics of the toolkit.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private readonly Meters _meters = new();
    private Toolkit _toolkit = null!;

    public async Task InitializeAsync() =>
        _toolkit = await Toolkit.StartAsync(services: services => services.AddSingleton<IMeterFactory>(_meters));

    public async Task DisposeAsync()
    {
        await _toolkit.DisposeAsync();
        _meters.Dispose();
    }

    [Fact]
    public async Task Completed_and_removed_uploads_are_counted()
    {
        var record = await new Sender(_toolkit, 400_000).SendAsync();
        var cancelled = (await new Sender(_toolkit).BeginAsync()).OrThrow();
        (await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, cancelled.Upload.Id)).OrThrow();

        Assert.Equal((1, record.Size, 1), (_meters["lora.upload.completed"], _meters["lora.upload.size"], _meters["lora.upload.removed"]));
    }

    [Fact]
    public async Task Reconciliation_results_are_metrics()
    {
        var lost = await _toolkit.UploadAsync("lost.safetensors");
        await _toolkit.Files.DeleteAsync(lost.StorageKey);
        var bytes = Toolkit.Bytes(4096);
        await _toolkit.Files.WriteAsync("loras/ada/by-hand/neon.safetensors", new MemoryStream(bytes), bytes.Length);
        await _toolkit.Files.WriteAsync("loras/ada/by-hand/archive.zip", new MemoryStream(bytes), bytes.Length);
        _toolkit.Time.SetUtcNow(DateTimeOffset.UtcNow.AddDays(3));

        (await _toolkit.Services.GetRequiredService<LoraMaintenance>().RunScheduledReconciliationAsync(default)).OrThrow();

        Assert.Equal((1, 2, 2 * bytes.Length), (_meters["lora.sync.missing"], _meters["lora.sync.unknown"], _meters["lora.sync.unknown.size"]));
        Assert.InRange(_meters["lora.sync.unknown.age"], TimeSpan.FromDays(3).TotalSeconds - 600, TimeSpan.FromDays(3).TotalSeconds + 600);
    }

    /// <summary>Listens to meters. Adds up counters and keeps the last value of gauges.</summary>
    private sealed class Meters : IMeterFactory
    {
        private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
        private readonly List<Meter> _meters = [];
        private readonly MeterListener _listener = new();

        public Meters()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (_meters.Contains(instrument.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Take(instrument, value));
            _listener.Start();
        }

        public double this[string name] => _values.GetValueOrDefault(name);

        public Meter Create(MeterOptions options)
        {
            Assert.Equal("Lora.Toolkit", options.Name);
            var meter = new Meter(options);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose()
        {
            _listener.Dispose();
            _meters.ForEach(meter => meter.Dispose());
        }

        private void Take(Instrument instrument, double value) => _values.AddOrUpdate(
            instrument.Name, value, (_, before) => instrument is Counter<long> ? before + value : value);
    }
}
