using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.FileSystem.Tests;

/// <summary>A temporary folder for the tests of one class.</summary>
public sealed class FolderHarness : LoraFileStoreFixture, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lora-files-");
    private readonly ServiceProvider _services;

    public FolderHarness()
    {
        Root = Path.Combine(_folder.FullName, "files");
        _services = Build(Root);
        Store = _services.GetRequiredService<ILoraFileStore>();
    }

    public string Root { get; }

    /// <summary>A folder beside the store's folder, to which the store must never write.</summary>
    public string Outside => _folder.FullName;

    public string UploadsFolder => Path.Combine(Root, ".uploads");

    public override ILoraFileStore Store { get; }

    public IMultipartFileStore Multipart => (IMultipartFileStore)Store;

    public IListingFileStore Listing => (IListingFileStore)Store;

    /// <summary>Another store on the same folder, as in another process.</summary>
    public IMultipartFileStore OpenAgain() => Open(Root);

    public static IMultipartFileStore Open(string root) => (IMultipartFileStore)Build(root).GetRequiredService<ILoraFileStore>();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ServiceProvider Build(string root)
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseFileSystem(root);
        return services.BuildServiceProvider();
    }
}
