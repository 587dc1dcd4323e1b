using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>One file store on something real, shared by the tests of one class. What it made it removes at the end.</summary>
public abstract class FileStoreHarness : IAsyncLifetime
{
    public abstract ILoraFileStore Store { get; }

    /// <summary>The smallest part the store takes, apart from the last one.</summary>
    public virtual int SmallestPart => 64 * 1024;

    /// <summary>How many cases a generated test has.</summary>
    public virtual int Cases => 100;

    /// <summary>How many objects, and how many uploads, make a list that no store tells in one answer.</summary>
    public virtual int Many => 1005;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Task.CompletedTask;

    public static string NewKey(string fileName = "detail.safetensors", string workspace = "conformance") =>
        LoraStorageKey.Make("loras", new LoraWorkspaceId(workspace), LoraId.New(TimeProvider.System), fileName);
}
