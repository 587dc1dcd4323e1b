using Lora.Audit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Core.Tests.Audit;

/// <summary>Audit events in sinks.</summary>
public sealed class AuditTrailTests
{
    private static readonly LoraWorkspaceId Ada = new("ada");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 14, 0, 0, 123, TimeSpan.FromHours(2)).AddTicks(4567));
    private readonly Logs _logs = new();

    [Fact]
    public async Task Every_sink_gets_the_event()
    {
        var (first, second) = (new ListSink(), new ListSink());
        var id = LoraId.New(_time);

        await Trail(first, second).RecordAsync(Ada, "user-1", LoraAuditAction.Renamed, id, "neon", LoraAuditOutcome.Failed, "lora.name_missing");

        var audited = Assert.Single(first.Events);
        Assert.Equal(audited, Assert.Single(second.Events));
        Assert.Equal(
            new LoraAuditEvent
            {
                Id = audited.Id,
                Time = new DateTimeOffset(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero),
                Workspace = Ada,
                UserId = "user-1",
                Action = LoraAuditAction.Renamed,
                LoraId = id,
                LoraName = "neon",
                Outcome = LoraAuditOutcome.Failed,
                Code = "lora.name_missing",
            },
            audited);
        Assert.Equal((7, TimeSpan.Zero), (audited.Id.Version, audited.Time.Offset));
    }

    [Fact]
    public async Task Sink_that_throws_affects_nothing_and_its_event_is_logged()
    {
        var sink = new ListSink();

        await Trail(new BrokenSink(), sink).RecordAsync(Ada, "user-1", LoraAuditAction.Deleted, null, "neon", LoraAuditOutcome.Succeeded, null);

        var audited = Assert.Single(sink.Events);
        var line = Assert.Single(_logs.Lines);
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.IsType<InvalidTimeZoneException>(line.Exception);
        foreach (var part in new[] { nameof(BrokenSink), audited.Id.ToString(), "user-1", "Deleted", "neon", "ada" })
        {
            Assert.Contains(part, line.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("two\r\nlines", "two\uFFFD\uFFFDlines")]
    [InlineData("nul\0", "nul\uFFFD")]
    [InlineData("model\u202Etpkc.", "model\uFFFDtpkc.")]
    [InlineData("한국 😀", "한국 😀")]
    public async Task User_text_is_made_printable(string text, string expected)
    {
        var sink = new ListSink();

        await Trail(sink).RecordAsync(Ada, text, LoraAuditAction.Uploaded, null, text, LoraAuditOutcome.Failed, text);

        var audited = Assert.Single(sink.Events);
        Assert.Equal((expected, expected, expected), (audited.UserId, audited.LoraName, audited.Code));
    }

    [Fact]
    public async Task Unpaired_surrogate_is_replaced()
    {
        // Not as theory data: test runners pass text as UTF-8, which has no unpaired surrogates.
        var sink = new ListSink();

        await Trail(sink).RecordAsync(Ada, null, LoraAuditAction.Uploaded, null, "half \ud800", LoraAuditOutcome.Failed, null);

        Assert.Equal("half \uFFFD", Assert.Single(sink.Events).LoraName);
    }

    [Fact]
    public async Task User_text_is_truncated_between_characters()
    {
        var sink = new ListSink();

        await Trail(sink).RecordAsync(Ada, null, LoraAuditAction.Uploaded, null, new string('n', 254) + "😀" + new string('n', 1000), LoraAuditOutcome.Failed, null);

        Assert.Equal(new string('n', 254), Assert.Single(sink.Events).LoraName);
    }

    [Theory]
    [InlineData(LoraAuditOutcome.Succeeded, LogLevel.Information)]
    [InlineData(LoraAuditOutcome.Failed, LogLevel.Information)]
    [InlineData(LoraAuditOutcome.Denied, LogLevel.Warning)]
    public async Task Log_entry_has_every_property_as_a_field(LoraAuditOutcome outcome, LogLevel level)
    {
        var id = LoraId.New(_time);

        await Trail(new LogAuditSink(_logs)).RecordAsync(Ada, "user-1", LoraAuditAction.Paired, id, "neon", outcome, "some.code");

        var line = Assert.Single(_logs.Lines);
        Assert.Equal(("Lora.Audit", level), (line.Category, line.Level));
        var fields = line.Fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        Assert.Equal((object)Ada, fields["Workspace"]);
        Assert.Equal("user-1", fields["UserId"]);
        Assert.Equal(LoraAuditAction.Paired, fields["Action"]);
        Assert.Equal(id, fields["LoraId"]);
        Assert.Equal("neon", fields["LoraName"]);
        Assert.Equal(outcome, fields["Outcome"]);
        Assert.Equal("some.code", fields["Code"]);
        Assert.IsType<Guid>(fields["Id"]);
        Assert.IsType<DateTimeOffset>(fields["Time"]);
    }

    private AuditTrail Trail(params ILoraAuditSink[] sinks) => new(sinks, store: null, _time, _logs.CreateLogger("Lora.Management"));

    private sealed class ListSink : ILoraAuditSink
    {
        public List<LoraAuditEvent> Events { get; } = [];

        public ValueTask WriteAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken)
        {
            Events.Add(auditEvent);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class BrokenSink : ILoraAuditSink
    {
        public ValueTask WriteAsync(LoraAuditEvent auditEvent, CancellationToken cancellationToken) => throw new InvalidTimeZoneException("Broken.");
    }

    private sealed record Line(string Category, LogLevel Level, string Text, IReadOnlyList<KeyValuePair<string, object?>> Fields, Exception? Exception);

    private sealed class Logs : ILoggerFactory
    {
        public List<Line> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(Lines, categoryName);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        private sealed class Logger(List<Line> lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Add(new Line(category, logLevel, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], exception));
        }
    }
}
