using Lora.Inspection;

namespace Lora.Testing.Tests;

public sealed class LoraTestFileTests
{
    [Theory]
    [InlineData("style.safetensors", LoraTestFile.MinSize)]
    [InlineData("style.safetensors", 1_000_000)]
    [InlineData("style.ckpt", LoraTestFile.MinSize)]
    [InlineData("style.ckpt", 1_000_000)]
    public async Task File_is_accepted_by_the_inspection(string fileName, int size)
    {
        var file = LoraTestFile.Create(fileName, size);
        var inspection = await new LoraInspector().InspectAsync(file, fileName);
        Assert.Equal(InspectionVerdict.Ok, inspection.Verdict);
        Assert.Equal(size, file.Length);
    }

    [Fact]
    public void Same_seed_creates_the_same_file_and_another_one_another()
    {
        Assert.Equal(LoraTestFile.Create(seed: 1), LoraTestFile.Create(seed: 1));
        Assert.NotEqual(LoraTestFile.Create(seed: 1), LoraTestFile.Create(seed: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LoraTestFile.Create(size: LoraTestFile.MinSize - 1));
    }
}
