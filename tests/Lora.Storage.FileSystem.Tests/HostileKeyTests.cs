using FsCheck;
using FsCheck.Fluent;
using Lora.Testing.Suites;

namespace Lora.Storage.FileSystem.Tests;

/// <summary>No key reads, writes or deletes anything outside the folder.</summary>
public sealed class HostileKeyTests : IDisposable
{
    private readonly FolderHarness _harness = new();

    public HostileKeyTests() => File.WriteAllText(Path.Combine(_harness.Outside, "secret.safetensors"), "secret");

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../secret.safetensors")]
    [InlineData("loras/../../secret.safetensors")]
    [InlineData("loras/./a")]
    [InlineData("loras//a")]
    [InlineData("/secret.safetensors")]
    [InlineData("//server/share")]
    [InlineData("loras/")]
    [InlineData("..\\secret.safetensors")]
    [InlineData("loras\\..\\..\\secret.safetensors")]
    [InlineData("C:\\secret.safetensors")]
    [InlineData("C:secret.safetensors")]
    [InlineData("secret.safetensors:stream")]
    [InlineData("loras/a\0b")]
    [InlineData("loras/a\nb")]
    [InlineData("loras/trailing.")]
    [InlineData("loras/ ")]
    [InlineData(".uploads")]
    [InlineData(".uploads/x/data")]
    [InlineData(".UPLOADS/x/data")]
    [InlineData(".hidden/a")]
    public async Task Hostile_key_is_rejected_by_every_method(string key) => await AssertRefusedAsync(key);

    [Fact]
    public async Task Key_that_is_too_long_is_rejected()
    {
        await AssertRefusedAsync(new string('a', 256));
        await AssertRefusedAsync(new string('画', 86));
        await AssertRefusedAsync(string.Join('/', Enumerable.Repeat("abcdefgh", 200)));
    }

    [Fact]
    public void Any_key_with_a_hostile_segment_is_rejected()
    {
        var good = Gen.Elements("loras", "ada", "a.safetensors", "-");
        var bad = Gen.Elements("..", ".", "", "...", "a\\b", "\\..", "a:b", " ", ".x", "x.", "a\tb", "a\uD800b", "a ", "con:", "*", "?", "|", "\"");
        var keys =
            from before in Gen.ListOf(good)
            from hostile in bad
            from after in Gen.ListOf(good)
            select string.Join('/', before.Append(hostile).Concat(after));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(keys.ToArbitrary(), async key => await AssertRefusedAsync(key)));
    }

    [Fact]
    public async Task Link_to_an_outside_folder_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_harness.Outside, "elsewhere"));
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "a.safetensors"), "a");
        Directory.CreateDirectory(Path.Combine(_harness.Root, "loras"));
        Directory.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "ada"), outside.FullName);
        await AssertLinkRefusedAsync("loras/ada/a.safetensors");
        await AssertLinkRefusedAsync("loras/ada/new/b.safetensors");
        Assert.Equal(["a.safetensors"], Directory.EnumerateFileSystemEntries(outside.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Link_to_an_outside_file_is_not_followed()
    {
        Directory.CreateDirectory(Path.Combine(_harness.Root, "loras"));
        File.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "a.safetensors"), Path.Combine(_harness.Outside, "secret.safetensors"));
        File.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "b.safetensors"), Path.Combine(_harness.Outside, "dangling"));
        await AssertLinkRefusedAsync("loras/a.safetensors");
        await AssertLinkRefusedAsync("loras/b.safetensors");
        Assert.False(File.Exists(Path.Combine(_harness.Outside, "dangling")));
    }

    [Fact]
    public async Task Key_of_a_folder_is_harmless()
    {
        await _harness.Store.WriteAsync("loras/ada/a.safetensors", new GeneratedContent(1, 10), 10);
        Assert.Null(await _harness.Store.FindAsync("loras/ada"));
        await StoreAssert.FailsAsync(LoraErrorCodes.FileMissing, () => _harness.Store.OpenReadAsync("loras/ada"));
        await _harness.Store.DeleteAsync("loras/ada");
        Assert.Null(await _harness.Store.FindAsync("loras/ada/a.safetensors/b"));
        await StoreAssert.FailsAsync(LoraErrorCodes.FileMissing, () => _harness.Store.OpenReadAsync("loras/ada/a.safetensors/b"));
        await _harness.Store.DeleteAsync("loras/ada/a.safetensors/b");
        await StoreAssert.HoldsAsync(_harness.Store, "loras/ada/a.safetensors", 1, 10);
    }

    [Theory]
    [InlineData("~/a.ckpt")]
    [InlineData("%2e%2e/a.ckpt")]
    [InlineData("‥/a.ckpt")]
    [InlineData("$HOME/`id`/a.ckpt")]
    [InlineData("-rf/a.ckpt")]
    public async Task Key_that_only_looks_hostile_is_accepted(string key)
    {
        await _harness.Store.WriteAsync(key, new GeneratedContent(1, 10), 10);
        Assert.StartsWith(_harness.Root + Path.DirectorySeparatorChar, Path.GetFullPath(_harness.Store.GetPath(key)), StringComparison.Ordinal);
        Assert.Equal(10, new FileInfo(_harness.Store.GetPath(key)).Length);
        await _harness.Store.DeleteAsync(key);
        Assert.Equal([_harness.UploadsFolder], Directory.EnumerateFileSystemEntries(_harness.Root));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../loras")]
    [InlineData("")]
    [InlineData("/")]
    public async Task Hostile_multipart_id_accesses_nothing(string name)
    {
        await _harness.Store.WriteAsync("loras/a.safetensors", new GeneratedContent(1, 10), 10);
        var plan = new LoraPartPlan(10, 10);
        Assert.Null(await _harness.Multipart.ListPartsAsync("loras/b", name));
        await _harness.Multipart.AbortAsync("loras/b", name);
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => _harness.Multipart.PutPartAsync("loras/b", name, plan, 1, new GeneratedContent(1, 10)));
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => _harness.Multipart.CompleteAsync("loras/b", name, plan, []));
        await StoreAssert.HoldsAsync(_harness.Store, "loras/a.safetensors", 1, 10);
    }

    public void Dispose()
    {
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_harness.Outside, "secret.safetensors")));
        _harness.Dispose();
    }

    private async Task AssertRefusedAsync(string key)
    {
        var before = Entries();
        Assert.Throws<ArgumentException>(() => _harness.Store.GetPath(key));
        await Assert.ThrowsAsync<ArgumentException>(() => _harness.Store.FindAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => _harness.Store.OpenReadAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => _harness.Store.DeleteAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => _harness.Store.WriteAsync(key, new GeneratedContent(1, 10), 10));
        await Assert.ThrowsAsync<ArgumentException>(() => _harness.Multipart.BeginAsync(key, new LoraPartPlan(10, 10)));
        Assert.Equal(before, Entries());
    }

    private async Task AssertLinkRefusedAsync(string key)
    {
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => _harness.Store.FindAsync(key));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => _harness.Store.OpenReadAsync(key));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => _harness.Store.DeleteAsync(key));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => _harness.Store.WriteAsync(key, new GeneratedContent(1, 10), 10));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_harness.UploadsFolder));
    }

    private List<string> Entries() =>
        [.. Directory.EnumerateFileSystemEntries(_harness.Outside, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
