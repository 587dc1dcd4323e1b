using Lora.Storage;
using Xunit;

namespace Lora.Testing;

/// <summary>Provides the file store that the suites of file stores test, on a real disk or server. Shared by the tests of a class; removes what they stored at the end.</summary>
public abstract class LoraFileStoreFixture : IAsyncLifetime
{
    /// <summary>Gets the file store.</summary>
    public abstract ILoraFileStore Store { get; }

    /// <summary>Gets the minimum size of a part except the last one, in bytes. Default: 64 KiB.</summary>
    public virtual int SmallestPart => 64 * 1024;

    /// <summary>Gets the number of cases of a test with generated cases. Default: 100.</summary>
    public virtual int Cases => 100;

    /// <summary>Gets a number of objects, and of uploads, that the store lists in more than one page. Default: 1,005.</summary>
    public virtual int Many => 1005;

    /// <summary>Prepares the store before the first test. Does nothing by default.</summary>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Removes what the tests stored, after the last test. Does nothing by default.</summary>
    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Returns a key like those of the toolkit, which was never used before.</summary>
    /// <param name="fileName">The last segment.</param>
    /// <param name="workspace">The segment of the workspace.</param>
    public static string NewKey(string fileName = "detail.safetensors", string workspace = "conformance") =>
        $"loras/{workspace}/{LoraId.New(TimeProvider.System)}/{fileName}";
}
