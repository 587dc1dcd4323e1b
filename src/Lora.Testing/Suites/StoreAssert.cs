using Lora.Storage;
using Xunit;

namespace Lora.Testing.Suites;

/// <summary>The assertions that the tests of file stores share.</summary>
internal static class StoreAssert
{
    /// <summary>A timeout that is longer than any step of a working store.</summary>
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

    /// <summary>Asserts that the key has neither an object nor a multipart upload.</summary>
    public static async Task MissingAsync(ILoraFileStore store, string key)
    {
        Assert.Null(await store.FindAsync(key));
        if (store is IMultipartFileStore multipart)
        {
            Assert.Empty(await multipart.ListUploadsAsync(key));
        }
    }
}
