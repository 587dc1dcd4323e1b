using Lora.Conformance.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.FileSystem.Tests;

/// <summary>The problems that the store reports for a folder.</summary>
public sealed class FolderDiagnosisTests(FolderHarness harness) : IClassFixture<FolderHarness>
{
    [Fact]
    public async Task A_folder_that_is_well_has_no_findings_and_nothing_is_left_of_the_look()
    {
        var key = FileStoreHarness.NewKey();
        await harness.Store.WriteAsync(key, new GeneratedContent(1, 10), 10);
        var before = Entries();

        Assert.Empty(await LookAsync(harness.Root, lowSpace: 0));

        Assert.Equal(before, Entries());
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_found()
    {
        var root = Path.Combine(harness.Outside, "unmounted");
        var store = Open(root, lowSpace: 0);
        Directory.Delete(root, recursive: true);

        var finding = Assert.Single(await store.DiagnoseAsync());

        Assert.Equal(("folder.missing", true), (finding.Code, finding.IsSevere));
        Assert.Contains("mounted", finding.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(root));
    }

    [LinuxFact]
    public async Task A_folder_that_takes_no_files_is_found()
    {
        // Not even root can create files there.
        var root = Path.Combine(harness.Outside, "unwritable");
        var store = Open(root, lowSpace: 0);
        Directory.Delete(Path.Combine(root, ".uploads"));
        Directory.CreateSymbolicLink(Path.Combine(root, ".uploads"), "/sys/kernel");

        var finding = Assert.Single(await store.DiagnoseAsync());

        Assert.Equal(("folder.unwritable", true), (finding.Code, finding.IsSevere));
        Assert.Contains("not allowed", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Low_disk_space_is_reported_before_the_disk_is_full()
    {
        var finding = Assert.Single(await LookAsync(harness.Root, lowSpace: long.MaxValue));

        Assert.Equal(("folder.space", false), (finding.Code, finding.IsSevere));
        Assert.Matches(@"has \d+\.\d GiB left", finding.Message);
    }

    private static IDiagnosingFileStore Open(string root, long lowSpace)
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseFileSystem(root, options => options.LowSpace = lowSpace);
        return (IDiagnosingFileStore)services.BuildServiceProvider().GetRequiredService<ILoraFileStore>();
    }

    private static Task<IReadOnlyList<LoraStorageProblem>> LookAsync(string root, long lowSpace) => Open(root, lowSpace).DiagnoseAsync();

    private List<string> Entries() => [.. Directory.EnumerateFileSystemEntries(harness.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
