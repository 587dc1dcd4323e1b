using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>What the tests of file stores say again and again.</summary>
public static class StoreAssert
{
    /// <summary>Longer than any step of a healthy store takes; a test that waits this long has failed.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<LoraStorageException> FailsAsync(string code, Func<Task> action)
    {
        var exception = await Assert.ThrowsAsync<LoraStorageException>(action);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    public static async Task HoldsAsync(ILoraFileStore store, string key, int seed, long size)
    {
        Assert.Equal(size, (await store.FindAsync(key))?.Size);
        await using var stream = await store.OpenReadAsync(key);
        Assert.Equal(await GeneratedContent.HashAsync(seed, size), await GeneratedContent.HashAsync(stream));
    }

    /// <summary>Neither an object nor a multipart upload is there under the key.</summary>
    public static async Task HoldsNothingAsync(ILoraFileStore store, string key)
    {
        Assert.Null(await store.FindAsync(key));
        if (store is IMultipartFileStore multipart)
        {
            Assert.Empty(await multipart.ListUploadsAsync(key));
        }
    }
}
