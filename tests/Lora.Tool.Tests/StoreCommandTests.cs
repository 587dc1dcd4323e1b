using Lora.Conformance.Faults;
using Lora.Inspection;
using Lora.Storage;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool.Tests;

/// <summary>Runs commands on a database and a folder that a host application has filled.</summary>
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
    public async Task Reinspect_updates_facts_and_keeps_corrections()
    {
        await using var host = await HostAsync();
        var manager = host.GetRequiredService<LoraManager>();
        var bytes = LoraTestFile.Create("style.safetensors", 1000, seed: 1);
        var record = (await manager.UploadAsync(Workspace, "style.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        await manager.CorrectAsync(Workspace, record.Id, new LoraCorrection { Family = "sdxl" });
        Assert.Equal(0, record.Facts.Inspection!.Tensors);

        var (code, output, errors) = await ToolRun.RunAsync("reinspect", "--sqlite", Database, "--folder", Files);

        Assert.Equal((0, "1 inspected, 0 could not be read", ""), (code, output.Trim(), errors));
        var facts = (await manager.FindAsync(Workspace, record.Id))!.Facts;
        Assert.Equal((1, "sdxl"), (facts.Inspection!.Tensors, facts.Family()));
    }

    [Fact]
    public async Task Move_takes_LoRAs_and_uploads_to_the_other_workspace()
    {
        await using var host = await HostAsync();
        var manager = host.GetRequiredService<LoraManager>();
        var (old, present, other) = (new LoraWorkspaceId("42"), new LoraWorkspaceId("user:42"), new LoraWorkspaceId("ada"));
        var bytes = LoraTestFile.Create("style.safetensors", 1000, seed: 1);
        var record = (await manager.UploadAsync(old, "style.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        var kept = (await manager.UploadAsync(other, "other.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        var session = (await manager.BeginUploadAsync(old, "next.safetensors", 1000)).OrThrow().Upload.Id;

        var (code, output, errors) = await ToolRun.RunAsync("move", "--from", "42", "--to", "user:42", "--sqlite", Database);

        Assert.Equal((0, "LoRAs moved: 1", ""), (code, output.Trim(), errors));
        Assert.Null(await manager.FindAsync(old, record.Id));
        Assert.NotNull(await manager.FindAsync(other, kept.Id));
        Assert.True((await manager.GetUploadAsync(present, session)).Succeeded);
        var moved = await manager.FindAsync(present, manager.GetPath(record));
        await using var content = await manager.OpenReadAsync(moved!);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
        var report = (await manager.ReconcileAsync(present, apply: true)).OrThrow();
        Assert.Empty(report.Missing);
        Assert.True((await manager.DeleteAsync(present, record.Id)).Succeeded);
    }

    [Theory]
    [InlineData("move", "--from", "42")]
    [InlineData("move", "--from", "42", "--to", " ")]
    public async Task Move_without_two_workspaces_is_a_usage_error(params string[] arguments) =>
        Assert.Equal(2, (await ToolRun.RunAsync([.. arguments, "--sqlite", Database])).Code);

    [Fact]
    public async Task Reinspect_fails_when_a_file_cannot_be_read()
    {
        await using var host = await HostAsync();
        var manager = host.GetRequiredService<LoraManager>();
        await manager.UploadAsync(Workspace, "style.safetensors", 1000, new MemoryStream(LoraTestFile.Create("style.safetensors", 1000, seed: 1)));
        Directory.Delete(Files, recursive: true);

        var (code, output, _) = await ToolRun.RunAsync("reinspect", "--sqlite", Database, "--folder", Files);

        Assert.Equal((1, "0 inspected, 1 could not be read"), (code, output.Trim()));
    }

    [Fact]
    public async Task Sweep_removes_an_expired_upload_once()
    {
        await using (var host = await HostAsync(new PastClock()))
        {
            (await host.GetRequiredService<LoraManager>().BeginUploadAsync(Workspace, "given up.safetensors", 1000)).OrThrow();
        }

        var first = await ToolRun.RunAsync("sweep", "--sqlite", Database, "--folder", Files);
        var second = await ToolRun.RunAsync("sweep", "--sqlite", Database, "--folder", Files);

        Assert.Equal((0, "uploads removed: 1, uploads completed: 0, deletes finished: 0, failed: 0", ""), (first.Code, first.Output.Trim(), first.Errors));
        Assert.Equal((0, "uploads removed: 0, uploads completed: 0, deletes finished: 0, failed: 0"), (second.Code, second.Output.Trim()));
    }

    [Fact]
    public async Task Sync_lists_differences_and_imports_and_removes_on_request()
    {
        await using var host = await HostAsync();
        var bytes = LoraTestFile.Create("style.safetensors", 1000, seed: 1);
        var lost = (await host.GetRequiredService<LoraManager>().UploadAsync(Workspace, "style.safetensors", bytes.Length, new MemoryStream(bytes))).OrThrow();
        var files = host.GetRequiredService<ILoraFileStore>();
        await files.DeleteAsync(lost.StorageKey);
        await files.WriteAsync("loras/found.safetensors", new MemoryStream(bytes), bytes.Length);
        await files.WriteAsync("loras/ada/unwanted.safetensors", new MemoryStream(bytes), bytes.Length);
        string[] stores = ["--sqlite", Database, "--folder", Files];

        var listed = await ToolRun.RunAsync(["sync", .. stores]);
        var done = await ToolRun.RunAsync(["sync", .. stores, "--import", "loras/found.safetensors=bob", "--remove", "loras/ada/unwanted.safetensors"]);
        var wrong = await ToolRun.RunAsync(["sync", .. stores, "--import", "loras/found.safetensors"]);

        Assert.Contains("found loras/found.safetensors (1000 bytes)", listed.Output, StringComparison.Ordinal);
        Assert.Contains($"missing {lost.StorageKey} of ada (style)", listed.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 found, 1 missing, 0 back; nothing was changed", listed.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("1 imported, 1 removed, 1 marked as missing, 0 back", done.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal((0, 0, 2), (listed.Code, done.Code, wrong.Code));
        Assert.Equal(2, (await ToolRun.RunAsync(["sync", .. stores, "--import", $"loras/found.safetensors={new string('x', 200)}"])).Code);
        Assert.Equal(1, (await ToolRun.RunAsync(["sync", .. stores, "--remove", "loras/ada/never-there.safetensors"])).Code);
        Assert.Null(await files.FindAsync("loras/ada/unwanted.safetensors"));
    }

    [Fact]
    public async Task Sync_uses_the_key_prefix_of_the_host()
    {
        await using var host = await HostAsync();
        var files = host.GetRequiredService<ILoraFileStore>();
        await files.WriteAsync("studio/found.safetensors", new MemoryStream(LoraTestFile.Create("found.safetensors", 1000, seed: 2)), 1000);
        string[] stores = ["--sqlite", Database, "--folder", Files];

        Assert.StartsWith("0 found", (await ToolRun.RunAsync(["sync", .. stores])).Output.Trim(), StringComparison.Ordinal);
        Assert.StartsWith("found studio/found.safetensors", (await ToolRun.RunAsync(["sync", .. stores, "--key-prefix", "studio"])).Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_reports_what_is_wrong_with_database_and_storage()
    {
        await using var host = await HostAsync();
        var healthy = await ToolRun.RunAsync("check", "--sqlite", Database, "--folder", Files);
        var unreachable = await ToolRun.RunAsync("check", "--sqlite", Database, "--bucket", "none-such", "--service-url", "http://127.0.0.1:9");
        var without = await ToolRun.RunAsync("check", "--sqlite", "Data Source=/none/such/lora.db", "--folder", Files);

        Assert.Equal((0, "Database and storage are healthy"), (healthy.Code, healthy.Output.Trim()));
        Assert.Equal(1, unreachable.Code);
        Assert.Contains("error ", unreachable.Output, StringComparison.Ordinal);
        Assert.Equal(1, without.Code);
        Assert.NotEmpty(without.Errors);
    }

    [Fact]
    public async Task Migrate_creates_the_database_and_leaves_the_storage_alone()
    {
        var (code, _, errors) = await ToolRun.RunAsync("sweep", "--sqlite", Database, "--folder", Files);
        Assert.Equal(1, code);
        Assert.NotEmpty(errors);

        Assert.Equal((0, "The database is up to date"), await MigrateAsync());
        var untouched = Path.Combine(_folder.FullName, "untouched");
        Assert.Equal((0, "The database is up to date"), await MigrateAsync("--folder", untouched));
        Assert.False(Directory.Exists(untouched));
        Assert.Equal(0, (await ToolRun.RunAsync("sweep", "--sqlite", Database, "--folder", Files)).Code);
    }

    [Theory]
    [InlineData("reinspect")]
    [InlineData("sweep")]
    [InlineData("migrate")]
    public async Task Invalid_connection_string_is_a_usage_error(string command)
    {
        var (code, _, errors) = await ToolRun.RunAsync(command, "--sqlite", "Data Source=:memory:", "--folder", Files);
        Assert.Equal(2, code);
        Assert.Contains("Specify a file", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name one database")]
    [InlineData("Name one database", "--folder", "x")]
    [InlineData("Name one database", "--sqlite", "x", "--postgresql", "x", "--folder", "x")]
    [InlineData("Name one storage", "--sqlite", "Data Source=x")]
    [InlineData("Required argument missing for option: '--folder'.", "--sqlite", "Data Source=x", "--folder")]
    [InlineData("Option '--folder' expects a single argument", "--sqlite", "Data Source=x", "--folder", "x", "--folder", "y")]
    [InlineData("Unrecognized command or argument '--mysql'.", "--mysql", "x")]
    [InlineData("Bucket is not a valid bucket name", "--sqlite", "Data Source=x", "--bucket", "x")]
    [InlineData("ServiceUrl must be an http or https address", "--sqlite", "Data Source=x", "--bucket", "loras", "--service-url", "x")]
    public async Task Invalid_store_options_are_explained_on_the_error_stream(string expected, params string[] arguments)
    {
        var (code, output, errors) = await ToolRun.RunAsync(["reinspect", .. arguments]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> MigrateAsync(params string[] more)
    {
        var (code, output, _) = await ToolRun.RunAsync(["migrate", "--sqlite", Database, .. more]);
        return (code, output.Trim());
    }

    /// <summary>Starts a host whose inspector accepts every file and finds no facts.</summary>
    private async Task<ServiceProvider> HostAsync(TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<ILoraInspector, AcceptAllInspector>();
        services.AddLoraCore().UseSqlite(Database).UseFileSystem(Files);
        var provider = services.BuildServiceProvider();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        return provider;
    }

    /// <summary>A clock that is 30 days behind.</summary>
    private sealed class PastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(-30);
    }
}
