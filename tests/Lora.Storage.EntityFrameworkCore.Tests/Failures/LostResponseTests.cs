using Lora.Conformance.Servers;
using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Tests.Hosts;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Failures;

/// <summary>The database commits a change, but its response is lost.</summary>
public sealed class LostResponseTests : IAsyncLifetime
{
    private readonly LostResponseInterceptor _answers = new();
    private PostgresDatabase? _database;

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        await using var context = new HostContext(new DbContextOptionsBuilder<HostContext>().UseNpgsql(_database.ConnectionString).Options);
        await context.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task Retry_detects_a_committed_promotion()
    {
        await using var machine = Machine(repeats: true);
        var upload = Samples.Upload();
        var record = Samples.Record(upload);
        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        _answers.LosesNextCommit = true;
        Assert.True(await machine.Store.TryPromoteAsync(record, upload.Stamp));

        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
        Assert.Null(await machine.Store.FindUploadAsync(upload.Workspace, upload.Id));
    }

    [Fact]
    public async Task Promotion_can_be_repeated_by_a_host_without_retries()
    {
        await using var machine = Machine(repeats: false);
        var upload = Samples.Upload();
        var record = Samples.Record(upload);
        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        _answers.LosesNextCommit = true;
        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.TryPromoteAsync(record, upload.Stamp));

        Assert.True(exception.IsTransient);
        Assert.True(await machine.Store.TryPromoteAsync(record, upload.Stamp));
        Assert.False(await machine.Store.TryPromoteAsync(Samples.Record(upload), upload.Stamp));
        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
    }

    [Fact]
    public async Task Retry_detects_a_committed_update()
    {
        await using var machine = Machine(repeats: true);
        var record = await machine.Store.AddSampleAsync();
        var update = record with { Name = "renamed", Stamp = Guid.NewGuid() };

        _answers.LosesNextCommand = true;
        Assert.True(await machine.Store.TryUpdateAsync(update, record.Stamp));
        Assert.Equal(update, await machine.Store.FindAsync(record.Workspace, record.Id));

        _answers.LosesNextCommand = true;
        Assert.True(await machine.Store.TryRemoveAsync(record.Workspace, record.Id, update.Stamp));
        Assert.Null(await machine.Store.FindAsync(record.Workspace, record.Id));
    }

    [Fact]
    public async Task Retry_detects_a_committed_update_with_a_thumbnail()
    {
        await using var machine = Machine(repeats: true);
        var record = await machine.Store.AddSampleAsync();
        for (var step = 0; step < 4; step++)
        {
            var picture = new LoraThumbnail("image/png", new[] { (byte)step });
            var update = record with { Name = $"name {step}", Stamp = Guid.NewGuid() };

            // The responses to the statements of the transaction, and finally to its commit.
            _answers.LosesNextCommit = step == 3;
            await LosingAsync(step, async () => Assert.True(await machine.Store.TryUpdateWithThumbnailAsync(update, picture, record.Stamp)));

            Assert.Equal(update, await machine.Store.FindAsync(record.Workspace, record.Id));
            Assert.Equal(picture.Content.ToArray(), (await machine.Store.FindThumbnailAsync(record.Workspace, record.Id))!.Content.ToArray());
            record = update;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Audit_event_is_added_once_when_the_response_is_lost(bool repeats)
    {
        await using var machine = Machine(repeats);
        var store = (ILoraAuditStore)machine.Store;
        var now = Samples.Upload().CreatedAt;
        var audited = new LoraAuditEvent
        {
            Id = Guid.CreateVersion7(now),
            Time = now,
            Workspace = Samples.Workspace,
            Action = LoraAuditAction.Renamed,
            Outcome = LoraAuditOutcome.Succeeded,
        };

        _answers.LosesNextCommand = repeats;
        await store.AddAsync(audited);
        await store.AddAsync(audited);

        Assert.Equal(audited, Assert.Single((await store.ListAsync(Samples.Workspace, new LoraAuditQuery())).Items));
    }

    [Fact]
    public async Task Retry_adds_an_upload_once()
    {
        await using var machine = Machine(repeats: true);
        var upload = Samples.Upload() with { ClientKey = "key" };

        _answers.LosesNextCommand = true;
        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        Assert.False(_answers.LosesNextCommand);
        Assert.Equal(upload, await machine.Store.FindUploadAsync(upload.Workspace, upload.Id));
        Assert.False(await machine.Store.TryAddUploadAsync(Samples.Upload() with { ClientKey = "key" }));
    }

    [Fact]
    public async Task Upload_can_be_added_again_by_a_host_without_retries()
    {
        await using var machine = Machine(repeats: false);
        var upload = Samples.Upload() with { ClientKey = "key" };
        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        Assert.Equal(1, (await machine.Store.GetUsageAsync(upload.Workspace)).Uploads);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imported_record_is_added_once_when_the_response_is_lost(bool repeats)
    {
        await using var machine = Machine(repeats);
        var record = Samples.Record(Samples.Upload());

        _answers.LosesNextCommand = repeats;
        Assert.True(await machine.Store.TryAddAsync(record));
        Assert.True(await machine.Store.TryAddAsync(record));

        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
        Assert.False(await machine.Store.TryAddAsync(Samples.Record(Samples.Upload()) with { StorageKey = record.StorageKey }));
    }

    [Fact]
    public async Task Retry_stores_digests_once()
    {
        await using var machine = Machine(repeats: true);
        var upload = Samples.Upload();
        Assert.True(await machine.Store.TryAddUploadAsync(upload));
        var digests = Enumerable.Range(1, 3).Select(number => new LoraPartDigest(number, new string('a', 64))).ToList();

        // The response to the first statement that changes something is lost.
        for (var step = 0; step < 3; step++)
        {
            await LosingAsync(step, () => machine.Store.SavePartDigestsAsync(upload.Workspace, upload.Id, digests));
            Assert.Equal(digests, await machine.Store.ListPartDigestsAsync(upload.Workspace, upload.Id));
            await machine.Store.SavePartDigestsAsync(upload.Workspace, upload.Id, [.. digests.Select(digest => digest with { Sha256 = null })]);
        }
    }

    private async Task LosingAsync(int commandsBefore, Func<Task> action)
    {
        _answers.CommandsBefore = commandsBefore;
        _answers.LosesNextCommand = true;
        await action();
        _answers.LosesNextCommand = false;
        _answers.CommandsBefore = 0;
    }

    private Machine Machine(bool repeats) => new(
        static builder => builder.UseEntityFrameworkCore<HostContext>(),
        services => services.AddDbContextFactory<HostContext>(options => options
            .UseNpgsql(_database!.ConnectionString, npgsql =>
            {
                if (repeats)
                {
                    npgsql.EnableRetryOnFailure(2, TimeSpan.FromMilliseconds(10), null);
                }
            })
            .AddInterceptors(_answers)));
}
