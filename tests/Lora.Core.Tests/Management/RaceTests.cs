using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>Another caller changes the row between every read and every claim. A call gives up after a limited number of attempts and has changed nothing.</summary>
public sealed class RaceTests : IAsyncLifetime
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly List<LoraChange> _changes = [];
    private Toolkit _toolkit = null!;
    private Sender _sender = null!;
    private DateTimeOffset _start;
    private int _lost;

    public async Task InitializeAsync()
    {
        _toolkit = await Toolkit.StartAsync();
        _toolkit.Time.SkipsDelays = true;
        _toolkit.Changes.Subscribe(_toolkit.Ada, _changes.Add);
        _sender = new Sender(_toolkit);
        _start = _toolkit.Time.GetUtcNow();
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(MaxAttempts - 1)]
    public async Task Change_that_loses_some_races_succeeds(int races)
    {
        var record = await _toolkit.UploadAsync();
        LoseRecord(record.Id, races);

        Assert.Equal("other", (await _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "other")).OrThrow().Name);

        Assert.Equal(races, _lost);
        Assert.Equal("other", (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!.Name);
    }

    [Fact]
    public async Task Rename_that_loses_every_race_is_a_conflict_and_changes_nothing()
    {
        var record = await _toolkit.UploadAsync();
        LoseRecord(record.Id);
        _changes.Clear();

        AssertGivesUp(LoraErrorCodes.LoraConflict, await _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "other"));

        Assert.Equal("neon", (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!.Name);
        Assert.Empty(_changes);
    }

    [Fact]
    public async Task Pauses_between_attempts_grow_and_are_random()
    {
        var record = await _toolkit.UploadAsync();
        LoseRecord(record.Id);

        await _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "other");

        // The second attempt follows immediately.
        var pauses = _toolkit.Time.Delays;
        Assert.Equal(MaxAttempts - 2, pauses.Count);
        Assert.All(pauses.Index(), pause =>
        {
            var full = TimeSpan.FromMilliseconds(Math.Min(500, 10 * Math.Pow(2, pause.Index)));
            Assert.InRange(pause.Item, full / 2, full);
        });
        Assert.NotEqual(pauses[^1], pauses[^2]);
    }

    [Fact]
    public async Task Change_can_be_canceled_between_attempts()
    {
        var record = await _toolkit.UploadAsync();
        using var cancellation = new CancellationTokenSource();
        LoseRecord(record.Id, afterwards: cancellation.CancelAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "other", cancellation.Token));

        Assert.Equal(1, _lost);
        Assert.Equal("neon", (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!.Name);
    }

    [Fact]
    public async Task Delete_that_loses_every_race_is_a_conflict_and_deletes_nothing()
    {
        var record = await _toolkit.UploadAsync();
        LoseRecord(record.Id);
        _changes.Clear();

        AssertGivesUp(LoraErrorCodes.LoraConflict, await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id));

        Assert.NotNull(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
        Assert.NotNull(await _toolkit.Files.FindAsync(record.StorageKey));
        Assert.Empty(_changes);
        _toolkit.Fault.Always("TryUpdateAsync:before", null);
        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Analysis_that_loses_every_race_is_left_to_the_next_run()
    {
        var record = await _sender.SendAsync();
        Assert.Null(record.Facts.Hashes);
        var maintenance = _toolkit.Services.GetRequiredService<LoraMaintenance>();
        LoseRecord(record.Id);
        _changes.Clear();

        Assert.Equal(new LoraAnalysisReport(0, 0, 1), await maintenance.AnalyzeAsync());

        Assert.Equal(MaxAttempts, _lost);
        Assert.Empty(_changes);
        _toolkit.Fault.Always("TryUpdateAsync:before", null);
        Assert.Equal(new LoraAnalysisReport(0, 1, 0), await maintenance.AnalyzeAsync());
    }

    [Fact]
    public async Task Abort_that_loses_every_race_is_busy_and_removes_nothing()
    {
        var upload = (await _sender.BeginAsync()).OrThrow().Upload;
        (await _sender.PutAsync(upload, 1)).OrThrow();
        LoseUpload(upload.Id);

        AssertGivesUp(LoraErrorCodes.UploadBusy, await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, upload.Id));

        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        Assert.Equal(LoraUploadState.Open, status.Upload.State);
        Assert.Equal([1], status.Stored);
        _toolkit.Fault.Always("TryUpdateUploadAsync:before", null);
        (await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Complete_that_loses_every_race_is_busy_and_can_be_repeated()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        await _sender.PutMissingAsync(begun);
        LoseUpload(begun.Upload.Id);
        _changes.Clear();

        AssertGivesUp(LoraErrorCodes.UploadBusy, await _sender.CompleteAsync(begun.Upload));

        Assert.Null(await _toolkit.Files.FindAsync(begun.Upload.StorageKey));
        Assert.Equal(LoraUploadState.Open, (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, begun.Upload.Id))!.State);
        Assert.Empty(_changes);
        _toolkit.Fault.Always("TryUpdateUploadAsync:before", null);
        Assert.Equal(begun.Upload.Id, (await _sender.CompleteAsync(begun.Upload)).OrThrow().Id);
    }

    [Fact]
    public async Task Complete_times_out_if_another_one_never_finishes()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        await _sender.PutMissingAsync(begun);
        var claimed = begun.Upload with { State = LoraUploadState.Completing, ExpiresAt = _start.AddMinutes(10), Stamp = Guid.NewGuid() };
        Assert.True(await _toolkit.Store.TryUpdateUploadAsync(claimed, (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, claimed.Id))!.Stamp));

        var result = await _sender.CompleteAsync(begun.Upload);

        Assert.Equal(LoraErrorCodes.UploadBusy, Assert.Single(result.Issues).Code);
        Assert.InRange(_toolkit.Time.GetUtcNow() - _start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));
        Assert.Equal(claimed, await _toolkit.Store.FindUploadAsync(_toolkit.Ada, claimed.Id));
    }

    [Fact]
    public async Task Complete_that_waits_for_another_one_can_be_canceled()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        await _sender.PutMissingAsync(begun);
        var claimed = begun.Upload with { State = LoraUploadState.Completing, ExpiresAt = _start.AddMinutes(10), Stamp = Guid.NewGuid() };
        Assert.True(await _toolkit.Store.TryUpdateUploadAsync(claimed, (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, claimed.Id))!.Stamp));
        using var cancellation = new CancellationTokenSource();
        _toolkit.Fault.Meanwhile("FindAsync:after", cancellation.CancelAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, claimed.Id, cancellation.Token));
    }

    private void AssertGivesUp<T>(string code, LoraResult<T> result)
        where T : class
    {
        Assert.Equal(code, Assert.Single(result.Issues).Code);
        Assert.Equal(MaxAttempts, _lost);
        Assert.InRange(_toolkit.Time.GetUtcNow() - _start, TimeSpan.Zero, Longest);
    }

    /// <summary>Changes the LoRA from another server right before each update.</summary>
    private void LoseRecord(LoraId id, int races = int.MaxValue, Func<Task>? afterwards = null) => _toolkit.Fault.Always("TryUpdateAsync:before", async () =>
    {
        var record = (await _toolkit.Store.FindAsync(_toolkit.Ada, id))!;
        if (_lost < races)
        {
            Assert.True(await _toolkit.Store.TryUpdateAsync(record with { Stamp = Guid.NewGuid() }, record.Stamp));
            Count();
            await (afterwards?.Invoke() ?? Task.CompletedTask);
        }
    });

    private void LoseUpload(LoraId id) => _toolkit.Fault.Always("TryUpdateUploadAsync:before", async () =>
    {
        var upload = (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, id))!;
        Assert.True(await _toolkit.Store.TryUpdateUploadAsync(upload with { Stamp = Guid.NewGuid() }, upload.Stamp));
        Count();
    });

    // Code without a limit would never end.
    private void Count() => Assert.True(++_lost < 1000, "The call does not end.");
}
