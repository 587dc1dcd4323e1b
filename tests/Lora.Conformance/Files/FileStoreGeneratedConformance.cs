using FsCheck;
using FsCheck.Fluent;
using Lora.Storage;
using Lora.Testing;
using Lora.Testing.Suites;

namespace Lora.Conformance.Files;

/// <summary>Generated cases for every <see cref="ILoraFileStore"/> with the keys that the toolkit creates: any workspace, any file name, any size.</summary>
public abstract class FileStoreGeneratedConformance(LoraFileStoreFixture fixture)
{
    private ILoraFileStore Store => fixture.Store;

    [Fact]
    public void Object_with_any_file_name_and_workspace_is_stored_and_deleted()
    {
        var names = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get + ".safetensors");
        var workspaces = Gen.Elements("ada", "Ada", "team/blue", "../../etc", "工作区", "con", "a b", "-x", new string('w', 128));
        var cases = names.Zip(workspaces).Zip(Gen.Choose(1, 70_000)).Select(pair => (Name: pair.Item1.Item1, Workspace: pair.Item1.Item2, Size: pair.Item2));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(fixture.Cases), Prop.ForAll(cases.ToArbitrary(), async each =>
        {
            var key = LoraStorageKey.Make("loras", new LoraWorkspaceId(each.Workspace), LoraId.New(TimeProvider.System), each.Name);
            Assert.Equal(key, Store.GetKey(Store.GetPath(key)));
            await Store.WriteAsync(key, new GeneratedContent(each.Size, each.Size), each.Size);
            await StoreAssert.HoldsAsync(Store, key, each.Size, each.Size);
            await Store.DeleteAsync(key);
            await StoreAssert.MissingAsync(Store, key);
        }));
    }
}
