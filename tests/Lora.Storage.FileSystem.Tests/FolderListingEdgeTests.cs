using Lora.Testing.Suites;

namespace Lora.Storage.FileSystem.Tests;

/// <summary>Files and links in the folder that are not objects.</summary>
public sealed class FolderListingEdgeTests : IDisposable
{
    private readonly FolderHarness _harness = new();

    [Fact]
    public async Task List_omits_files_that_have_no_key()
    {
        await _harness.Store.WriteAsync("loras/a.ckpt", new GeneratedContent(1, 10), 10);
        await _harness.Multipart.BeginAsync("loras/b.ckpt", new LoraPartPlan(10, 10));
        foreach (var path in new[] { ".hidden/a.ckpt", "loras/.hidden.ckpt", "loras/a:b.ckpt", "loras/trailing./a.ckpt", "loras/a*.ckpt" })
        {
            var file = Path.Combine(_harness.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "x");
        }

        Directory.CreateDirectory(Path.Combine(_harness.Root, "loras", "empty"));

        Assert.Equal(["loras/a.ckpt"], await KeysAsync());
        foreach (var prefix in new[] { ".", ".uploads", ".uploads/", ".hidden", "loras/.", ".." })
        {
            Assert.Empty(await _harness.Listing.ListAsync(prefix).ToListAsync());
        }
    }

    [Fact]
    public async Task List_omits_links_and_does_not_follow_them()
    {
        await _harness.Store.WriteAsync("loras/a.ckpt", new GeneratedContent(1, 10), 10);
        var outside = Directory.CreateDirectory(Path.Combine(_harness.Outside, "elsewhere"));
        await File.WriteAllTextAsync(Path.Combine(outside.FullName, "secret.ckpt"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "folder"), outside.FullName);
        Directory.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "round"), _harness.Root);
        File.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "file.ckpt"), Path.Combine(outside.FullName, "secret.ckpt"));
        File.CreateSymbolicLink(Path.Combine(_harness.Root, "loras", "dangling.ckpt"), Path.Combine(outside.FullName, "nothing"));

        Assert.Equal(["loras/a.ckpt"], await KeysAsync());
    }

    [Fact]
    public async Task List_omits_uploads_without_data_or_key()
    {
        var plan = new LoraPartPlan(10, 10);
        var dead = await _harness.Multipart.BeginAsync("loras/dead.ckpt", plan);
        var nameless = await _harness.Multipart.BeginAsync("loras/nameless.ckpt", plan);
        var forged = await _harness.Multipart.BeginAsync("loras/forged.ckpt", plan);
        var alive = await _harness.Multipart.BeginAsync("loras/\ufeffalive.ckpt", plan);
        File.Delete(Path.Combine(_harness.UploadsFolder, dead, "data"));
        File.Delete(Path.Combine(_harness.UploadsFolder, nameless, "key"));
        await File.WriteAllTextAsync(Path.Combine(_harness.UploadsFolder, forged, "key"), "loras/other.ckpt");
        await File.WriteAllTextAsync(Path.Combine(_harness.UploadsFolder, "stray"), "x");

        var upload = Assert.Single(await _harness.Listing.ListUploadsUnderAsync("").ToListAsync());

        Assert.Equal(("loras/\ufeffalive.ckpt", alive), (upload.Key, upload.MultipartId));
        Assert.Equal([nameless], await _harness.Multipart.ListUploadsAsync("loras/nameless.ckpt"));
    }

    [Fact]
    public async Task Start_time_of_an_upload_does_not_change_with_its_parts()
    {
        var upload = await TestUpload.BeginAsync(_harness.Multipart, new LoraPartPlan(200, 100), seed: 1);
        var before = Assert.Single(await _harness.Listing.ListUploadsUnderAsync(upload.Key).ToListAsync()).StartedAt;
        File.SetLastWriteTimeUtc(Path.Combine(_harness.UploadsFolder, upload.Name, "key"), before.UtcDateTime.AddHours(-3));

        await upload.PutAllAsync();

        Assert.Equal(before.AddHours(-3), Assert.Single(await _harness.Listing.ListUploadsUnderAsync(upload.Key).ToListAsync()).StartedAt);
    }

    public void Dispose() => _harness.Dispose();

    private async Task<IEnumerable<string>> KeysAsync() => (await _harness.Listing.ListAsync("").ToListAsync()).Select(file => file.Key);
}
