using System.Text;

namespace Lora.Inspection.Tests.Safetensors;

public sealed class InspectorTests
{
    private const string Header = """{"lora_unet_mid_block_attentions_0_proj_in.lora_down.weight":{"dtype":"F16","shape":[4,8],"data_offsets":[0,64]},"lora_unet_mid_block_attentions_0_proj_in.lora_up.weight":{"dtype":"F16","shape":[8,4],"data_offsets":[64,128]}}""";

    [Theory]
    [InlineData("", "x.safetensors", InspectionCodes.FileEmpty, "empty")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "x.safetensors", InspectionCodes.FileGitLfsPointer, "This is a Git LFS pointer, not the model.")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "x.ckpt", InspectionCodes.FileGitLfsPointer, "git lfs pull")]
    [InlineData("\r\n<!DOCTYPE html><html><body>Sign in</body></html>", "x.safetensors", InspectionCodes.FileHtml, "This is an HTML page, not a model.")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "x.safetensors", InspectionCodes.FileXml, "XML")]
    [InlineData("{\"error\":\"Unauthorized\"}", "x.safetensors", InspectionCodes.FileJson, "Unauthorized")]
    [InlineData("Entry not found", "x.safetensors", InspectionCodes.FileText, "\"Entry not found\"")]
    [InlineData("GGUF\u0003\0\0\0\u0001\0\0\0", "x.safetensors", InspectionCodes.FileOtherFormat, "GGUF")]
    [InlineData("\u007f\0\0\0\0\0\0\u0001\0", "x.safetensors", InspectionCodes.HeaderTooLarge, "not a safetensors file")]
    [InlineData("\u007f\0\0\0\0\0\0\u0001\0", "x.dat", InspectionCodes.FileUnknownFormat, "neither")]
    public async Task What_is_no_model_is_named(string content, string fileName, string code, string words)
    {
        var inspection = await LoraInspector.Default.InspectAsync(new MemoryByteSource(Encoding.UTF8.GetBytes(content)), fileName);

        Assert.Equal((InspectionVerdict.Invalid, LoraFileFormat.Unknown), (inspection.Verdict, inspection.Format));
        var issue = Assert.Single(inspection.Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains(words, issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_file_is_described()
    {
        var inspection = await LoraInspector.Default.InspectAsync(new MemoryByteSource(TestFile.Of(Header, 128)), "x.safetensors");

        Assert.Equal((InspectionVerdict.Ok, LoraFileFormat.Safetensors), (inspection.Verdict, inspection.Format));
        Assert.Equal((2, 64L, 8L + Header.Length), (inspection.Tensors, inspection.Parameters, inspection.DataStart));
        Assert.Equal(LoraContent.Lora, inspection.Identification.Content);
    }

    [Fact]
    public async Task A_cut_off_file_is_refused_and_still_described()
    {
        var inspection = await LoraInspector.Default.InspectAsync(new MemoryByteSource(TestFile.Of(Header, 100)), "x.safetensors");

        Assert.Equal((InspectionVerdict.Invalid, InspectionCodes.FileCutOff), (inspection.Verdict, inspection.Issues[0].Code));
        Assert.Equal(LoraContent.Lora, inspection.Identification.Content);
    }

    [Fact]
    public async Task The_extension_of_another_format_is_refused()
    {
        var named = await LoraInspector.Default.InspectAsync(new MemoryByteSource(TestFile.Of(Header, 128)), "x.ckpt");
        var pickle = await LoraInspector.Default.InspectAsync(new MemoryByteSource(new byte[] { 0x80, 2, (byte)'}', (byte)'.' }), "x.safetensors");

        Assert.Equal((InspectionVerdict.Invalid, LoraFileFormat.Safetensors), (named.Verdict, named.Format));
        Assert.Equal((InspectionVerdict.Invalid, LoraFileFormat.Pickle), (pickle.Verdict, pickle.Format));
        Assert.All(new[] { named, pickle }, inspection => Assert.Contains(inspection.Issues, issue => issue.Code == InspectionCodes.FileWrongExtension));
    }

    [Fact]
    public async Task The_header_is_all_that_is_needed_of_a_file()
    {
        var file = TestFile.Of(Header, 128);
        var source = new SparseByteSource(file.Length);
        source.Add(0, file.AsMemory(0, 8));
        await Assert.ThrowsAsync<MissingBytesException>(() => LoraInspector.Default.InspectAsync(source, "x.safetensors"));

        var large = TestFile.Of(Header.PadRight(1000), 128);
        source = new SparseByteSource(large.Length);
        source.Add(0, large.AsMemory(0, 1008));

        Assert.Equal(InspectionVerdict.Ok, (await LoraInspector.Default.InspectAsync(source, "x.safetensors")).Verdict);
    }

    [Fact]
    public void Limits_out_of_range_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => new LoraInspector(new InspectionOptions { MaxHeaderLength = InspectionOptions.HeaderLimitOfFormat + 1 }));
}
