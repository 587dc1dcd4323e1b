using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>A file store on a real disk or server, shared by the tests of one class. It removes what it created at the end.</summary>
public abstract class FileStoreHarness : IAsyncLifetime
{
    public abstract ILoraFileStore Store { get; }

    /// <summary>The minimum size of a part in bytes, except for the last.</summary>
    public virtual int SmallestPart => 64 * 1024;

    /// <summary>The number of cases of a generated test.</summary>
    public virtual int Cases => 100;

    /// <summary>The number of objects, and of uploads, that no store lists in one page.</summary>
    public virtual int Many => 1005;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Task.CompletedTask;

    public static string NewKey(string fileName = "detail.safetensors", string workspace = "conformance") =>
        LoraStorageKey.Make("loras", new LoraWorkspaceId(workspace), LoraId.New(TimeProvider.System), fileName);
}
