using Lora.Conformance.Servers;
using Lora.Errors;
using Lora.Storage.EntityFrameworkCore.Tests.Hosts;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Failures;

/// <summary>The change came through, but nobody said so.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private readonly LostAnswerInterceptor _answers = new();
    private PostgresDatabase? _database;

    public async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        await using var context = new HostContext(new DbContextOptionsBuilder<HostContext>().UseNpgsql(_database.ConnectionString).Options);
        await context.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task A_host_that_repeats_finds_out_that_the_promotion_came_through()
    {
        await using var machine = Machine(repeats: true);
        var upload = Samples.Upload();
        var record = Samples.Record(upload);
        await machine.Store.AddUploadAsync(upload);

        _answers.LosesNextCommit = true;
        Assert.True(await machine.Store.TryPromoteAsync(record, upload.Stamp));

        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
        Assert.Null(await machine.Store.FindUploadAsync(upload.Workspace, upload.Id));
    }

    [Fact]
    public async Task A_host_that_does_not_repeat_may_ask_again()
    {
        await using var machine = Machine(repeats: false);
        var upload = Samples.Upload();
        var record = Samples.Record(upload);
        await machine.Store.AddUploadAsync(upload);

        _answers.LosesNextCommit = true;
        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.TryPromoteAsync(record, upload.Stamp));

        Assert.True(exception.IsTransient);
        Assert.True(await machine.Store.TryPromoteAsync(record, upload.Stamp));
        Assert.False(await machine.Store.TryPromoteAsync(Samples.Record(upload), upload.Stamp));
        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
    }

    [Fact]
    public async Task A_host_that_repeats_finds_out_that_an_update_came_through()
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
    public async Task A_host_that_repeats_adds_an_upload_once()
    {
        await using var machine = Machine(repeats: true);
        var upload = Samples.Upload();

        _answers.LosesNextCommand = true;
        await machine.Store.AddUploadAsync(upload);

        Assert.False(_answers.LosesNextCommand);
        Assert.Equal(upload, await machine.Store.FindUploadAsync(upload.Workspace, upload.Id));
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
