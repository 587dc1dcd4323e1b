using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Storage.FileSystem.Tests;

public sealed class FolderOptionsTests(FolderHarness harness) : IClassFixture<FolderHarness>
{
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void Invalid_path_fails_at_startup(string path)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Start(builder => builder.UseFileSystem(path)));
        Assert.Contains("Path", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Path_of_a_file_fails_at_startup()
    {
        var file = Path.Combine(harness.Outside, "file");
        File.WriteAllText(file, "");
        var exception = Assert.Throws<OptionsValidationException>(() => Start(builder => builder.UseFileSystem(file)));
        Assert.Contains(file, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_low_space_fails_at_startup()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Start(builder => builder.UseFileSystem("files", options => options.LowSpace = -1)));
        Assert.Contains("LowSpace", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Last_call_wins()
    {
        var first = Path.Combine(harness.Outside, "first");
        var last = Path.Combine(harness.Outside, "last");
        using var provider = Start(builder => builder.UseFileSystem(first).UseFileSystem("ignored", options => options.Path = last));
        var store = provider.GetRequiredService<ILoraFileStore>();
        Assert.Equal(Path.Combine(last, "a", "b.ckpt"), store.GetPath("a/b.ckpt"));
        Assert.True(Directory.Exists(last));
        Assert.False(Directory.Exists(first));
    }

    [Fact]
    public async Task Folder_is_created_at_startup_unless_another_store_is_registered()
    {
        var chosen = Path.Combine(harness.Outside, "chosen");
        await InitializeAsync(Start(builder => builder.UseFileSystem(chosen)));
        Assert.True(Directory.Exists(chosen));

        var superseded = Path.Combine(harness.Outside, "superseded");
        await InitializeAsync(Start(builder => builder.UseFileSystem(superseded).UseFileStore(_ => harness.Store)));
        Assert.False(Directory.Exists(superseded));
    }

    [Fact]
    public async Task Relative_path_is_below_the_working_directory()
    {
        var name = $"lora-files-{Guid.NewGuid():N}";
        using var provider = Start(builder => builder.UseFileSystem(name));
        try
        {
            Assert.Equal(Path.Combine(Environment.CurrentDirectory, name, "a.ckpt"), provider.GetRequiredService<ILoraFileStore>().GetPath("a.ckpt"));
            await Assert.ThrowsAsync<LoraStorageException>(() => provider.GetRequiredService<ILoraFileStore>().OpenReadAsync("a.ckpt"));
        }
        finally
        {
            Directory.Delete(name, recursive: true);
        }
    }

    private static ServiceProvider Start(Action<LoraBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddLoraCore());
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider;
    }

    private static async Task InitializeAsync(ServiceProvider provider)
    {
        await using (provider)
        {
            foreach (var initializer in provider.GetServices<ILoraInitializer>())
            {
                await initializer.InitializeAsync();
            }
        }
    }
}
