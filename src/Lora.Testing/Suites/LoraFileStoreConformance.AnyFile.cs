using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <content>Generated cases: any name and size, and any path.</content>
public abstract partial class LoraFileStoreConformance
{
    private const string KeyCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    [Fact]
    public Task Object_with_any_key_and_size_is_stored_and_deleted() => SeededCases.CheckAsync(
        fixture.Cases,
        static random => (Key: LoraFileStoreFixture.NewKey(Name(random) + random.OneOf(".safetensors", ".ckpt"), Name(random)), Size: random.Next(1, 70_001)),
        async each =>
        {
            Assert.Equal(each.Key, Store.GetKey(Store.GetPath(each.Key)));
            await Store.WriteAsync(each.Key, new GeneratedContent(each.Size, each.Size), each.Size);
            await StoreAssert.HoldsAsync(Store, each.Key, each.Size, each.Size);
            await Store.DeleteAsync(each.Key);
            await StoreAssert.MissingAsync(Store, each.Key);
        });

    [Fact]
    public Task Any_text_has_no_key_or_is_the_path_of_its_key() => SeededCases.CheckAsync(
        1000,
        random => (random.Next(2) == 0 ? "" : Store.GetPath("a")[..^1]) + Text(random),
        path =>
        {
            if (Store.GetKey(path) is { } key)
            {
                Assert.Equal(path, Store.GetPath(key));
            }

            return Task.CompletedTask;
        });

    private static string Name(Random random) => string.Concat(random.Several(1, 80, () => KeyCharacters[random.Next(KeyCharacters.Length)]));

    /// <summary>Returns a text with many characters that paths treat specially, and with characters of any script.</summary>
    private static string Text(Random random) => string.Concat(random.Several(0, 20, () => random.Next(3) switch
    {
        0 => random.OneOf("/", "\\", ".", "..", ":", "%2e", "%2F", "?", "#", " ", "\0", "\n"),
        1 => ((char)random.Next(0x20, 0x7F)).ToString(),
        _ => ((char)random.Next(0x10000)).ToString(),
    }));
}
