using Lora.Conformance.Faults;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>The database and storage become inconsistent because of external changes, and a reconciliation fixes this.</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private const string Foreign = "loras/ada/by-hand/오로라_high.safetensors";
    private Toolkit _toolkit = null!;

    private LoraMaintenance Maintenance => _toolkit.Services.GetRequiredService<LoraMaintenance>();

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Dry_run_reports_all_differences_and_changes_nothing()
    {
        var lost = await _toolkit.UploadAsync("lost.safetensors");
        await _toolkit.UploadAsync("kept.safetensors");
        await _toolkit.Files.DeleteAsync(lost.StorageKey);
        await PutAsync(Foreign);

        var report = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada)).OrThrow();

        Assert.False(report.Applied);
        Assert.Equal((Foreign, "오로라_high.safetensors", "ada"), (Assert.Single(report.Found).StorageKey, report.Found[0].FileName, report.Found[0].Workspace));
        Assert.Equal(lost.Id, Assert.Single(report.Missing).Id);
        Assert.Empty(report.Imported);
        Assert.Equal((lost.Stamp, LoraState.Ready), await _toolkit.Store.FindAsync(_toolkit.Ada, lost.Id) is { } record ? (record.Stamp, record.State) : default);
        Assert.Equal(2, (await _toolkit.Manager.ListAsync(_toolkit.Ada, new LoraQuery())).OrThrow().Total);
    }

    [Fact]
    public async Task Manually_stored_file_is_imported_into_the_workspace_of_its_key()
    {
        await PutAsync(Foreign);

        var report = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow();

        var record = (await _toolkit.Manager.FindAsync(_toolkit.Ada, Assert.Single(report.Imported).Id))!;
        Assert.Equal(("오로라_high", Foreign), (record.Name, record.StorageKey));
        Assert.NotNull(record.Facts.Fingerprint);
        Assert.Empty((await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow().Found);
        Assert.Empty((await _toolkit.Manager.ReconcileAsync(_toolkit.Bob, apply: true)).OrThrow().Imported);
        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Only_selected_files_are_imported_and_only_valid_LoRAs()
    {
        await PutAsync(Foreign);
        await PutAsync("loras/ada/notes.txt");
        await PutAsync("loras/ada/page.safetensors", "<!DOCTYPE html><html></html>"u8.ToArray());

        var none = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true, import: [])).OrThrow();
        var all = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow();

        Assert.Empty(none.Imported);
        Assert.Equal(2, none.Found.Count);
        Assert.Equal(Foreign, Assert.Single(all.Imported).StorageKey);
        Assert.Equal(["loras/ada/notes.txt", "loras/ada/page.safetensors"], all.Refused.Select(problem => problem.StorageKey).Order());
        Assert.Contains(all.Refused, problem => problem.Issues[0].Code == LoraErrorCodes.FileExtension);
    }

    [Fact]
    public async Task Records_with_their_files_are_not_read()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("FindAsync:before", static () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "A record was read.", isTransient: false));

        Assert.Empty((await ApplyAsync()).Missing);

        await _toolkit.Files.DeleteAsync(record.StorageKey);
        await Assert.ThrowsAsync<LoraStorageException>(ApplyAsync);
    }

    [Fact]
    public async Task Lora_without_file_is_marked_missing_and_returns_with_its_facts()
    {
        var record = await _toolkit.UploadAsync();
        var renamed = (await _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "Mine")).OrThrow();
        var bytes = await ReadAsync(record.StorageKey);
        await _toolkit.Files.DeleteAsync(record.StorageKey);

        Assert.Single((await ApplyAsync()).Missing);

        Assert.Null(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
        Assert.Empty((await _toolkit.Manager.ListAsync(_toolkit.Ada, new LoraQuery())).OrThrow().Items);
        var shown = Assert.Single((await _toolkit.Manager.ListAsync(_toolkit.Ada, new LoraQuery { IncludeMissing = true })).OrThrow().Items);
        Assert.True(shown.IsMissing);
        Assert.Empty((await ApplyAsync()).Missing);

        await PutAsync(record.StorageKey, bytes);
        Assert.Single((await ApplyAsync()).Returned);

        Assert.Equal(renamed.Name, (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!.Name);
    }

    [Fact]
    public async Task Missing_lora_stays_missing_if_its_object_has_another_size()
    {
        var record = await _toolkit.UploadAsync();
        await _toolkit.Files.DeleteAsync(record.StorageKey);
        await ApplyAsync();

        await PutAsync(record.StorageKey, Toolkit.Bytes(2000));

        Assert.Empty((await ApplyAsync()).Returned);
        Assert.Null(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
    }

    [Fact]
    public async Task Lora_is_missing_while_its_object_has_another_size()
    {
        var record = await _toolkit.UploadAsync();
        var own = await ReadAsync(record.StorageKey);
        await ReplaceAsync(own[..^1]);
        Assert.Equal(record.Id, Assert.Single((await ApplyAsync()).Missing).Id);

        await ReplaceAsync(own);
        Assert.Equal(record.Id, Assert.Single((await ApplyAsync()).Returned).Id);

        async Task ReplaceAsync(byte[] bytes)
        {
            await _toolkit.Files.DeleteAsync(record.StorageKey);
            await PutAsync(record.StorageKey, bytes);
        }
    }

    [Fact]
    public async Task Missing_lora_can_be_renamed_and_deleted()
    {
        var record = await _toolkit.UploadAsync();
        await _toolkit.Files.DeleteAsync(record.StorageKey);
        await ApplyAsync();

        Assert.Equal("Later", (await _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "Later")).OrThrow().Name);
        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();

        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Object_of_an_upload_without_record_is_not_an_orphan()
    {
        var sender = new Sender(_toolkit);
        var begun = (await sender.BeginAsync()).OrThrow();
        await sender.PutMissingAsync(begun);
        _toolkit.Fault.CrashAt("Files.CompleteAsync:after");
        await Assert.ThrowsAsync<ProcessCrashedException>(() => sender.CompleteAsync(begun.Upload));
        await _toolkit.RestartAsync();

        var report = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow();

        Assert.Empty(report.Found);
        Assert.Empty(report.Imported);
        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
        (await sender.CompleteAsync(begun.Upload)).OrThrow();
    }

    [Fact]
    public async Task Administrator_can_import_into_a_workspace_and_remove_permanently()
    {
        await PutAsync("loras/stray.safetensors");
        await PutAsync("loras/bob/unwanted.safetensors");

        var seen = (await Maintenance.CompareAsync()).OrThrow();
        var done = (await Maintenance.ReconcileAsync(
            new Dictionary<string, LoraWorkspaceId> { ["loras/stray.safetensors"] = _toolkit.Bob }, ["loras/bob/unwanted.safetensors"])).OrThrow();

        Assert.Equal([("loras/bob/unwanted.safetensors", "bob"), ("loras/stray.safetensors", null)], seen.Found.Select(found => (found.StorageKey, found.Workspace)).Order());
        Assert.Equal("bob", Assert.Single(done.Imported).Workspace.Value);
        Assert.Equal(["loras/bob/unwanted.safetensors"], done.Removed);
        var (ready, uploads, _, files) = await _toolkit.EverythingAsync();
        Assert.Equal((1, 1, 0), (ready.Count, files.Count, uploads));
    }

    [Fact]
    public async Task Referenced_object_is_never_removed_even_on_request()
    {
        var record = await _toolkit.UploadAsync();

        var done = (await Maintenance.ReconcileAsync(new Dictionary<string, LoraWorkspaceId>(), [record.StorageKey])).OrThrow();

        Assert.Empty(done.Removed);
        Assert.NotNull(await _toolkit.Files.FindAsync(record.StorageKey));
    }

    [Fact]
    public async Task Concurrent_import_and_removal_never_leave_a_record_without_file()
    {
        await PutAsync(Foreign);
        _toolkit.Fault.Meanwhile("TryAddUploadAsync:before", async () =>
            Assert.Empty((await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow().Refused));

        var done = (await Maintenance.ReconcileAsync(new Dictionary<string, LoraWorkspaceId>(), [Foreign])).OrThrow();

        Assert.Empty(done.Removed);
        var (ready, uploads, _, files) = await _toolkit.EverythingAsync();
        Assert.Equal((1, 1, 0), (ready.Count, files.Count, uploads));
    }

    [Fact]
    public async Task File_that_was_imported_after_its_removal_crashed_is_kept()
    {
        await PutAsync(Foreign);
        _toolkit.Fault.Meanwhile("TryAddUploadAsync:before", async () => Assert.Single((await ApplyAsync()).Imported));
        _toolkit.Fault.CrashAt("TryAddUploadAsync:after");
        await Assert.ThrowsAsync<ProcessCrashedException>(() => Maintenance.ReconcileAsync(new Dictionary<string, LoraWorkspaceId>(), [Foreign]));
        await _toolkit.RestartAsync();
        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(0, (await _toolkit.Sweeper.SweepAsync()).Failures);

        var (ready, uploads, _, files) = await _toolkit.EverythingAsync();
        Assert.Equal((1, 1, 0), (ready.Count, files.Count, uploads));
    }

    [Fact]
    public async Task Row_of_a_removal_has_a_name_that_databases_accept()
    {
        // A folder cannot contain such a name, but a bucket can, so it is only listed.
        var key = $"loras/ada/{new string('x', 400)}.safetensors";
        _toolkit.Around = files => new ForeignFiles(files) { Listed = new LoraStoredFile(key, 4096, _toolkit.Time.GetUtcNow()) };
        await _toolkit.RestartAsync();
        _toolkit.Fault.CrashAt("TryAddUploadAsync:after");

        await Assert.ThrowsAsync<ProcessCrashedException>(() => Maintenance.ReconcileAsync(new Dictionary<string, LoraWorkspaceId>(), [key]));

        var removal = Assert.Single(await _toolkit.Store.ListExpiredUploadsAsync(_toolkit.Time.GetUtcNow().AddDays(1), 10));
        Assert.Equal(key, removal.StorageKey);
        Assert.InRange(removal.FileName.Length, 1, LoraFileRules.MaxNameLength);
    }

    [Fact]
    public async Task Folders_that_are_not_workspaces_do_not_stop_a_reconciliation()
    {
        string[] keys = [$"loras/{new string('x', 200)}/neon.safetensors", "loras/\u3000/neon.safetensors", "loras/Ada/neon.safetensors", "loras/-0/neon.safetensors"];
        foreach (var key in keys)
        {
            await PutAsync(key);
        }

        var found = (await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow().Found;

        Assert.Equal(keys.Order(StringComparer.Ordinal), found.Select(file => file.StorageKey).Order(StringComparer.Ordinal));
        Assert.All(found, file => Assert.Null(file.Workspace));
    }

    [Fact]
    public async Task File_that_cannot_be_read_completely_does_not_stop_the_import_of_others()
    {
        await PutAsync("loras/ada/broken/neon.safetensors");
        await PutAsync(Foreign);
        _toolkit.Around = static files => new ForeignFiles(files) { Broken = "broken" };
        await _toolkit.RestartAsync();

        var done = await ApplyAsync();

        Assert.Equal(Foreign, Assert.Single(done.Imported).StorageKey);
        Assert.Equal(LoraErrorCodes.StorageUnavailable, Assert.Single(done.Refused).Issues[0].Code);
    }

    [Fact]
    public async Task File_that_is_removed_during_its_import_leaves_no_record()
    {
        await PutAsync(Foreign);
        _toolkit.Fault.Meanwhile("TryAddAsync:before", async () =>
            Assert.Equal([Foreign], (await Maintenance.ReconcileAsync(new Dictionary<string, LoraWorkspaceId>(), [Foreign])).OrThrow().Removed));

        var done = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow();

        Assert.Empty(done.Imported);
        Assert.Equal(Foreign, Assert.Single(done.Refused).StorageKey);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task File_with_an_error_does_not_stop_the_reconciliation_of_others()
    {
        var tooLong = $"loras/ada/{string.Join('/', Enumerable.Repeat(new string('x', 200), 4))}/neon.safetensors";
        await PutAsync(tooLong);
        await PutAsync(Foreign);
        await PutAsync("loras/ada/unlucky/neon.safetensors");
        var lost = await _toolkit.UploadAsync();
        await _toolkit.Files.DeleteAsync(lost.StorageKey);
        _toolkit.Fault.Once("TryAddAsync:before", static () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true));

        var done = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow();

        Assert.Single(done.Imported);
        Assert.Equal([LoraErrorCodes.DatabaseUnavailable, LoraErrorCodes.FileNameTooLong], done.Refused.Select(problem => problem.Issues[0].Code).Order(StringComparer.Ordinal));
        Assert.Equal(lost.Id, Assert.Single(done.Missing).Id);
    }

    [Fact]
    public async Task Orphans_are_removed_only_after_the_configured_grace_period()
    {
        await PutAsync(Foreign);
        _toolkit.Time.SetUtcNow(DateTimeOffset.UtcNow.AddDays(30));
        await RunTwiceAsync();
        Assert.NotNull(await _toolkit.Files.FindAsync(Foreign));

        await _toolkit.RestartAsync(options => options.RemoveUnknownAfter = TimeSpan.FromDays(31));
        Assert.Empty((await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow().Removed);
        Assert.NotNull(await _toolkit.Files.FindAsync(Foreign));
        _toolkit.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal([Foreign], (await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow().Removed);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Multipart_uploads_without_a_session_are_aborted_when_they_are_old()
    {
        var sender = new Sender(_toolkit);
        var begun = (await sender.BeginAsync()).OrThrow();
        await _toolkit.Files.BeginAsync("loras/ada/gone/neon.safetensors", begun.Upload.Parts);

        Assert.Empty((await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow().Removed);
        _toolkit.Time.SetUtcNow(DateTimeOffset.UtcNow.AddDays(3));
        Assert.Equal(["loras/ada/gone/neon.safetensors"], (await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow().Removed);

        Assert.NotNull(await _toolkit.Files.ListPartsAsync(begun.Upload.StorageKey, begun.Upload.MultipartId!));
    }

    private async Task RunTwiceAsync()
    {
        (await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow();
        _toolkit.Time.Advance(TimeSpan.FromHours(1));
        (await Maintenance.RunScheduledReconciliationAsync(default)).OrThrow();
    }

    private async Task<LoraReconciliationReport> ApplyAsync() =>
        (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada, apply: true)).OrThrow();

    private async Task PutAsync(string key, byte[]? bytes = null)
    {
        bytes ??= Toolkit.Bytes(4096);
        await _toolkit.Files.WriteAsync(key, new MemoryStream(bytes), bytes.Length);
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var content = await _toolkit.Files.OpenReadAsync(key);
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory);
        return memory.ToArray();
    }
}
