using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>What every <see cref="ILoraFileStore"/> must do. Derive a test class from it, with a fixture that provides the store: <c>IClassFixture&lt;MyFixture&gt;</c>.</summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract partial class LoraFileStoreConformance(LoraFileStoreFixture fixture)
{
    private ILoraFileStore Store => fixture.Store;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4096)]
    [InlineData(65535)]
    [InlineData(1_000_001)]
    [InlineData(20_000_000)]
    public async Task Object_is_read_back_byte_for_byte(int size)
    {
        var key = LoraFileStoreFixture.NewKey();
        await Store.WriteAsync(key, new GeneratedContent(size, size), size);
        await StoreAssert.HoldsAsync(Store, key, size, size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Write_rejects_a_size_below_one_byte(long size)
    {
        var key = LoraFileStoreFixture.NewKey();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.WriteAsync(key, Stream.Null, size));
        await StoreAssert.MissingAsync(Store, key);
    }

    [Fact]
    public async Task Missing_object_is_not_found_or_read_and_can_be_deleted()
    {
        var key = LoraFileStoreFixture.NewKey();
        Assert.Null(await Store.FindAsync(key));
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.FileMissing, () => Store.OpenReadAsync(key));
        Assert.False(exception.IsTransient);
        await Store.DeleteAsync(key);
        Assert.Null(await Store.FindAsync(key));
    }

    [Fact]
    public async Task Delete_removes_one_object_and_no_other()
    {
        var key = LoraFileStoreFixture.NewKey();
        var beside = key[..(key.LastIndexOf('/') + 1)] + "beside.safetensors";
        await Store.WriteAsync(key, new GeneratedContent(1, 10), 10);
        await Store.WriteAsync(beside, new GeneratedContent(2, 20), 20);

        await Store.DeleteAsync(key);
        await Store.DeleteAsync(key);

        Assert.Null(await Store.FindAsync(key));
        await StoreAssert.HoldsAsync(Store, beside, 2, 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500_000)]
    [InlineData(999_999)]
    [InlineData(1_000_000)]
    [InlineData(1_000_001)]
    [InlineData(9_000_000_000)]
    public async Task Read_starts_at_the_offset_and_is_empty_past_the_end(long offset)
    {
        const int size = 1_000_000;
        var key = LoraFileStoreFixture.NewKey();
        await Store.WriteAsync(key, new GeneratedContent(3, size), size);

        await using var stream = await Store.OpenReadAsync(key, offset);

        var rest = Math.Max(0, size - offset);
        Assert.Equal(await GeneratedContent.HashAsync(3, rest, offset), await GeneratedContent.HashAsync(stream));
    }

    [Fact]
    public async Task Read_rejects_a_negative_offset() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.OpenReadAsync(LoraFileStoreFixture.NewKey(), -1));

    [Fact]
    public async Task Reader_can_stop_before_the_end()
    {
        const int size = 30_000_000;
        var key = LoraFileStoreFixture.NewKey();
        await Store.WriteAsync(key, new GeneratedContent(4, size), size);
        for (var i = 0; i < 20; i++)
        {
            await using var stream = await Store.OpenReadAsync(key);
            await stream.ReadExactlyAsync(new byte[16]);
        }

        await StoreAssert.HoldsAsync(Store, key, 4, size);
    }

    [Fact]
    public async Task Many_objects_can_be_written_and_read_concurrently()
    {
        const int size = 300_000;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async seed =>
        {
            var key = LoraFileStoreFixture.NewKey();
            await Store.WriteAsync(key, new GeneratedContent(seed, size), size);
            await StoreAssert.HoldsAsync(Store, key, seed, size);
            await Store.DeleteAsync(key);
            await StoreAssert.MissingAsync(Store, key);
        }));
    }

    [Fact]
    public async Task Concurrent_writes_and_deletes_of_other_keys_do_not_interfere()
    {
        var folder = LoraFileStoreFixture.NewKey();
        folder = folder[..(folder.LastIndexOf('/') + 1)];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 25; i++)
            {
                var key = $"{folder}{writer}-{i}.ckpt";
                await Store.WriteAsync(key, new GeneratedContent(i, 100), 100);
                Assert.NotNull(await Store.FindAsync(key));
                await Store.DeleteAsync(key);
            }
        }));
    }

    [Fact]
    public void Path_converts_back_to_its_key()
    {
        var key = LoraFileStoreFixture.NewKey();
        var path = Store.GetPath(key);
        Assert.Contains(key.Split('/')[^1], path, StringComparison.Ordinal);
        Assert.Equal(key, Store.GetKey(path));
    }

    [Theory]
    [InlineData("imported/My LoRA (v2) +100% & more.safetensors")]
    [InlineData("imported/画风/Ünïcødé 🎨.safetensors")]
    [InlineData("imported/a=b;c,d'e!f$g@h~i#j.ckpt")]
    [InlineData("imported/%2e%2e/%20.ckpt")]
    public async Task Keys_with_spaces_and_any_script_are_stored_unchanged(string key)
    {
        await Store.WriteAsync(key, new GeneratedContent(1, 1000), 1000);
        await StoreAssert.HoldsAsync(Store, key, 1, 1000);
        Assert.Equal(key, Store.GetKey(Store.GetPath(key)));
        await Store.DeleteAsync(key);
        await StoreAssert.MissingAsync(Store, key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("loras/detail.safetensors")]
    [InlineData("s3://")]
    [InlineData("s3://somebody-elses-bucket/loras/detail.safetensors")]
    [InlineData("https://example.org/detail.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\loras\\detail.safetensors")]
    [InlineData("\0")]
    public void Path_outside_the_store_has_no_key(string path) => Assert.Null(Store.GetKey(path));

    [Fact]
    public void Path_with_dot_segments_or_double_slashes_has_no_key()
    {
        var path = Store.GetPath(LoraFileStoreFixture.NewKey());
        var end = path.LastIndexOfAny(['/', '\\']);
        foreach (var climb in new[] { "..", ".", "", "a/../b" })
        {
            Assert.Null(Store.GetKey($"{path[..end]}/{climb}{path[end..]}"));
        }
    }
}
