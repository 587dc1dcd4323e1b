using Lora.Testing;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.FileSystem.Tests;

/// <summary>The problems that the store reports for a folder.</summary>
public sealed class FolderDiagnosisTests(FolderHarness harness) : IClassFixture<FolderHarness>
{
    [Fact]
    public async Task Healthy_folder_has_no_problems_and_is_unchanged()
    {
        var key = LoraFileStoreFixture.NewKey();
        await harness.Store.WriteAsync(key, new GeneratedContent(1, 10), 10);
        var before = Entries();

        Assert.Empty(await DiagnoseAsync(harness.Root, lowSpace: 0));

        Assert.Equal(before, Entries());
    }

    [Fact]
    public async Task Missing_folder_is_reported()
    {
        var root = Path.Combine(harness.Outside, "unmounted");
        var store = Open(root, lowSpace: 0);
        Directory.Delete(root, recursive: true);

        var problem = Assert.Single(await store.DiagnoseAsync());

        Assert.Equal(("folder.missing", true), (problem.Code, problem.IsSevere));
        Assert.Contains("mounted", problem.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(root));
    }

    [Fact]
    [Trait("Platform", "Linux")]
    public async Task Unwritable_folder_is_reported()
    {
        // Not even root can create files there.
        var root = Path.Combine(harness.Outside, "unwritable");
        var store = Open(root, lowSpace: 0);
        Directory.Delete(Path.Combine(root, ".uploads"));
        Directory.CreateSymbolicLink(Path.Combine(root, ".uploads"), "/sys/kernel");

        var problem = Assert.Single(await store.DiagnoseAsync());

        Assert.Equal(("folder.unwritable", true), (problem.Code, problem.IsSevere));
        Assert.Contains("not allowed", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Low_disk_space_is_reported_before_the_disk_is_full()
    {
        var problem = Assert.Single(await DiagnoseAsync(harness.Root, lowSpace: long.MaxValue));

        Assert.Equal(("folder.space", false), (problem.Code, problem.IsSevere));
        Assert.Matches(@"has \d+\.\d GiB left", problem.Message);
    }

    private static ILoraFileStore Open(string root, long lowSpace)
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseFileSystem(root, options => options.LowSpace = lowSpace);
        return services.BuildServiceProvider().GetRequiredService<ILoraFileStore>();
    }

    private static Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string root, long lowSpace) => Open(root, lowSpace).DiagnoseAsync();

    private List<string> Entries() => [.. Directory.EnumerateFileSystemEntries(harness.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
