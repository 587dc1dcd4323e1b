using FsCheck;
using FsCheck.Fluent;
using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>Generated cases for every <see cref="ILoraFileStore"/>: any workspace, any file name, any size.</summary>
public abstract class FileStoreGeneratedConformance(FileStoreHarness harness)
{
    private ILoraFileStore Store => harness.Store;

    [Fact]
    public void Object_with_any_file_name_and_workspace_is_stored_and_deleted()
    {
        var names = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get + ".safetensors");
        var workspaces = Gen.Elements("ada", "Ada", "team/blue", "../../etc", "工作区", "con", "a b", "-x", new string('w', 128));
        var cases = names.Zip(workspaces).Zip(Gen.Choose(1, 70_000)).Select(pair => (Name: pair.Item1.Item1, Workspace: pair.Item1.Item2, Size: pair.Item2));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(harness.Cases), Prop.ForAll(cases.ToArbitrary(), async each =>
        {
            var key = FileStoreHarness.NewKey(each.Name, each.Workspace);
            Assert.Equal(key, Store.GetKey(Store.GetPath(key)));
            await Store.WriteAsync(key, new GeneratedContent(each.Size, each.Size), each.Size);
            await StoreAssert.HoldsAsync(Store, key, each.Size, each.Size);
            await Store.DeleteAsync(key);
            await StoreAssert.MissingAsync(Store, key);
        }));
    }

    [Fact]
    public void Any_text_has_no_key_or_is_the_path_of_its_key()
    {
        var texts = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get);
        var start = Store.GetPath("a")[..^1];
        var paths = Gen.OneOf(texts, texts.Select(text => start + text));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(paths.ToArbitrary(), path =>
            Store.GetKey(path) is not { } key || string.Equals(Store.GetPath(key), path, StringComparison.Ordinal)));
    }
}
