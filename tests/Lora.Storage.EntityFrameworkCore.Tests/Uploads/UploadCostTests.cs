using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Testing;
using Lora.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lora.Storage.EntityFrameworkCore.Tests.Uploads;

public sealed class UploadCostTests
{
    [Fact]
    public async Task Upload_of_one_part_costs_at_most_15_commands_and_4_commits()
    {
        using var folder = new TemporaryFolder();
        using var log = new StatementLog();
        await using var machine = await Machine.StartAsync(
            builder => builder.UseInMemory().UseSqlite($"Data Source={folder.File("lora.db")}"),
            services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)));
        var manager = machine.Services.GetRequiredService<LoraManager>();
        LoraCaller caller = Samples.Workspace;
        var bytes = LoraTestFile.Create("style.safetensors", 4096, seed: 1);
        log.Clear();

        var upload = (await manager.BeginUploadAsync(caller, new UploadRequest("style.safetensors", bytes.Length) { ClientKey = "key" })).OrThrow().Upload;
        using var content = new MemoryStream(bytes);
        (await manager.PutPartAsync(caller, upload.Id, 1, content, bytes.Length)).OrThrow();
        (await manager.CompleteUploadAsync(caller, upload.Id)).OrThrow();

        Assert.True(log.Commands.Count <= 15 && log.Commits <= 4, $"{log.Commands.Count} commands, {log.Commits} commits\n{string.Join("\n--\n", log.Commands)}");
    }
}
