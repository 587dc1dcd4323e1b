using Lora.Conformance.Faults;
using Lora.Conformance.Files;
using Lora.Inspection;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool.Tests;

/// <summary>On a database and a folder that a host has filled.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private static readonly LoraWorkspaceId Workspace = new("ada");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lora-tool-");

    private string Database => $"Data Source={Path.Combine(_folder.FullName, "lora.db")}";

    private string Files => Path.Combine(_folder.FullName, "files");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_stored_is_inspected_again_and_what_people_said_stays()
    {
        await using var host = await HostAsync();
        var manager = host.GetRequiredService<LoraManager>();
        var bytes = SoundFile.Make("style.safetensors", 1000, seed: 1);
        var record = (await manager.UploadAsync(Workspace, "style.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        await manager.CorrectAsync(Workspace, record.Id, new LoraCorrection { Family = "sdxl" });
        Assert.Equal(0, record.Facts.Inspection!.Tensors);

        var (code, output, errors) = await RunAsync("reinspect", "--sqlite", Database, "--folder", Files);

        Assert.Equal((0, "1 inspected, 0 could not be read", ""), (code, output.Trim(), errors));
        var facts = (await manager.FindAsync(Workspace, record.Id))!.Facts;
        Assert.Equal((1, "sdxl"), (facts.Inspection!.Tensors, facts.Family()));
    }

    [Fact]
    public async Task Workspace_of_an_earlier_version_moves_with_its_files_and_uploads()
    {
        await using var host = await HostAsync();
        var manager = host.GetRequiredService<LoraManager>();
        var (old, present, other) = (new LoraWorkspaceId("42"), new LoraWorkspaceId("user:42"), new LoraWorkspaceId("ada"));
        var bytes = SoundFile.Make("style.safetensors", 1000, seed: 1);
        var record = (await manager.UploadAsync(old, "style.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        var kept = (await manager.UploadAsync(other, "other.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        var session = (await manager.BeginUploadAsync(old, "next.safetensors", 1000)).OrThrow().Upload.Id;

        var (code, output, errors) = await RunAsync("move", "--from", "42", "--to", "user:42", "--sqlite", Database);

        Assert.Equal((0, "LoRAs moved: 1", ""), (code, output.Trim(), errors));
        Assert.Null(await manager.FindAsync(old, record.Id));
        Assert.NotNull(await manager.FindAsync(other, kept.Id));
        Assert.True((await manager.GetUploadAsync(present, session)).Succeeded);
        var moved = await manager.FindAsync(present, manager.GetPath(record));
        await using var content = await manager.OpenReadAsync(moved!);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        var report = (await manager.ReconcileAsync(present, new LoraReconciliationRequest { Apply = true })).OrThrow();
        Assert.Empty(report.Missing);
        Assert.True((await manager.DeleteAsync(present, record.Id)).Succeeded);
    }

    [Theory]
    [InlineData("move", "--from", "42")]
    [InlineData("move", "--from", "42", "--to", " ")]
    public async Task Move_without_two_workspaces_is_a_usage_error(params string[] arguments) =>
        Assert.Equal(2, (await RunAsync([.. arguments, "--sqlite", Database])).Code);

    [Fact]
    public async Task A_file_that_cannot_be_read_makes_the_exit_code()
    {
        await using var host = await HostAsync();
        var manager = host.GetRequiredService<LoraManager>();
        await manager.UploadAsync(Workspace, "style.safetensors", 1000, new MemoryStream(SoundFile.Make("style.safetensors", 1000, seed: 1)));
        Directory.Delete(Files, recursive: true);

        var (code, output, _) = await RunAsync("reinspect", "--sqlite", Database, "--folder", Files);

        Assert.Equal((1, "0 inspected, 1 could not be read"), (code, output.Trim()));
    }

    [Fact]
    public async Task What_was_interrupted_is_finished_and_told()
    {
        await using (var host = await HostAsync(new Earlier()))
        {
            (await host.GetRequiredService<LoraManager>().BeginUploadAsync(Workspace, "given up.safetensors", 1000)).OrThrow();
        }

        var first = await RunAsync("sweep", "--sqlite", Database, "--folder", Files);
        var second = await RunAsync("sweep", "--sqlite", Database, "--folder", Files);

        Assert.Equal((0, "uploads removed: 1, uploads completed: 0, deletes finished: 0, failed: 0", ""), (first.Code, first.Output.Trim(), first.Errors));
        Assert.Equal((0, "uploads removed: 0, uploads completed: 0, deletes finished: 0, failed: 0"), (second.Code, second.Output.Trim()));
    }

    [Fact]
    public async Task Database_and_storage_are_compared_and_put_in_order_as_told()
    {
        await using var host = await HostAsync();
        var bytes = SoundFile.Make("style.safetensors", 1000, seed: 1);
        var lost = (await host.GetRequiredService<LoraManager>().UploadAsync(Workspace, "style.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        var files = host.GetRequiredService<ILoraFileStore>();
        await files.DeleteAsync(lost.StorageKey);
        await files.WriteAsync("loras/found.safetensors", new MemoryStream(bytes), bytes.Length);
        await files.WriteAsync("loras/ada/unwanted.safetensors", new MemoryStream(bytes), bytes.Length);
        string[] stores = ["--sqlite", Database, "--folder", Files];

        var told = await RunAsync(["sync", .. stores]);
        var done = await RunAsync(["sync", .. stores, "--import", "loras/found.safetensors=bob", "--remove", "loras/ada/unwanted.safetensors"]);
        var wrong = await RunAsync(["sync", .. stores, "--import", "loras/found.safetensors"]);

        Assert.Contains("found loras/found.safetensors (1000 bytes)", told.Output, StringComparison.Ordinal);
        Assert.Contains($"missing {lost.StorageKey} of ada (style)", told.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 found, 1 missing, 0 back; nothing was changed", told.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("1 imported, 1 removed, 1 marked as missing, 0 back", done.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal((0, 0, 2), (told.Code, done.Code, wrong.Code));
        Assert.Equal(2, (await RunAsync(["sync", .. stores, "--import", $"loras/found.safetensors={new string('x', 200)}"])).Code);
        Assert.Equal(1, (await RunAsync(["sync", .. stores, "--remove", "loras/ada/never-there.safetensors"])).Code);
        Assert.Null(await files.FindAsync("loras/ada/unwanted.safetensors"));
    }

    [Fact]
    public async Task The_place_of_a_hosts_own_in_storage_is_compared()
    {
        await using var host = await HostAsync();
        var files = host.GetRequiredService<ILoraFileStore>();
        await files.WriteAsync("studio/found.safetensors", new MemoryStream(SoundFile.Make("found.safetensors", 1000, seed: 2)), 1000);
        string[] stores = ["--sqlite", Database, "--folder", Files];

        Assert.StartsWith("0 found", (await RunAsync(["sync", .. stores])).Output.Trim(), StringComparison.Ordinal);
        Assert.StartsWith("found studio/found.safetensors", (await RunAsync(["sync", .. stores, "--key-prefix", "studio"])).Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_stores_is_told()
    {
        await using var host = await HostAsync();
        var well = await RunAsync("check", "--sqlite", Database, "--folder", Files);
        var unreachable = await RunAsync("check", "--sqlite", Database, "--bucket", "none-such", "--service-url", "http://127.0.0.1:9");
        var without = await RunAsync("check", "--sqlite", "Data Source=/none/such/lora.db", "--folder", Files);

        Assert.Equal((0, "Database and storage are healthy"), (well.Code, well.Output.Trim()));
        Assert.Equal(1, unreachable.Code);
        Assert.Contains("error ", unreachable.Output, StringComparison.Ordinal);
        Assert.Equal(1, without.Code);
        Assert.NotEmpty(without.Errors);
    }

    [Fact]
    public async Task A_database_is_made_and_brought_up_to_date_by_a_command_of_its_own()
    {
        var (code, _, errors) = await RunAsync("sweep", "--sqlite", Database, "--folder", Files);
        Assert.Equal(1, code);
        Assert.NotEmpty(errors);

        Assert.Equal((0, "The database is up to date"), await MigrateAsync());
        var untouched = Path.Combine(_folder.FullName, "untouched");
        Assert.Equal((0, "The database is up to date"), await MigrateAsync("--folder", untouched));
        Assert.False(Directory.Exists(untouched));
        Assert.Equal(0, (await RunAsync("sweep", "--sqlite", Database, "--folder", Files)).Code);
    }

    [Theory]
    [InlineData("reinspect")]
    [InlineData("sweep")]
    [InlineData("migrate")]
    public async Task A_connection_string_that_cannot_be_understood_is_said_so(string command)
    {
        var (code, _, errors) = await RunAsync(command, "--sqlite", "Data Source=:memory:", "--folder", Files);
        Assert.Equal(2, code);
        Assert.Contains("Give a file", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name one database")]
    [InlineData("Name one database", "--folder", "x")]
    [InlineData("Name one storage", "--sqlite", "Data Source=x")]
    [InlineData("--folder needs one value", "--sqlite", "Data Source=x", "--folder")]
    [InlineData("Unknown option: --mysql", "--mysql", "x")]
    public async Task A_command_line_that_makes_no_sense_says_why(string expected, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(["reinspect", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> MigrateAsync(params string[] more)
    {
        var (code, output, _) = await RunAsync(["migrate", "--sqlite", Database, .. more]);
        return (code, output.Trim());
    }

    /// <summary>A host of an earlier time, whose inspection found nothing.</summary>
    private async Task<ServiceProvider> HostAsync(TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<ILoraInspector, TakesEverything>();
        services.AddLoraCore().UseSqlite(Database).UseFileSystem(Files);
        var provider = services.BuildServiceProvider();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        return provider;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await ToolCommands.RunAsync(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>A clock that is a month behind.</summary>
    private sealed class Earlier : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(-30);
    }
}
