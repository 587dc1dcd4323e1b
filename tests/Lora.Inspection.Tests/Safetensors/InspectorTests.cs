using System.Text;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Safetensors;

public sealed class InspectorTests
{
    private const string Header = """{"lora_unet_mid_block_attentions_0_proj_in.lora_down.weight":{"dtype":"F16","shape":[4,8],"data_offsets":[0,64]},"lora_unet_mid_block_attentions_0_proj_in.lora_up.weight":{"dtype":"F16","shape":[8,4],"data_offsets":[64,128]}}""";

    [Theory]
    [InlineData("", "x.safetensors", InspectionCodes.FileEmpty, "empty")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "x.safetensors", InspectionCodes.FileGitLfsPointer, "This is a Git LFS pointer, not a model.")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "x.ckpt", InspectionCodes.FileGitLfsPointer, "git lfs pull")]
    [InlineData("\r\n<!DOCTYPE html><html><body>Sign in</body></html>", "x.safetensors", InspectionCodes.FileHtml, "This is an HTML page, not a model.")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "x.safetensors", InspectionCodes.FileXml, "XML")]
    [InlineData("{\"error\":\"Unauthorized\"}", "x.safetensors", InspectionCodes.FileJson, "Unauthorized")]
    [InlineData("Entry not found", "x.safetensors", InspectionCodes.FileText, "\"Entry not found\"")]
    [InlineData("GGUF\u0003\0\0\0\u0001\0\0\0", "x.safetensors", InspectionCodes.FileOtherFormat, "GGUF")]
    [InlineData("\u007f\0\0\0\0\0\0\u0001\0", "x.safetensors", InspectionCodes.HeaderTooLarge, "not a safetensors file")]
    [InlineData("\u007f\0\0\0\0\0\0\u0001\0", "x.dat", InspectionCodes.FileUnknownFormat, "neither")]
    public async Task File_that_is_not_a_model_has_an_issue_that_says_what_it_is(string content, string fileName, string code, string words)
    {
        var inspection = await LoraInspector.Default.InspectAsync(new MemoryByteSource(Encoding.UTF8.GetBytes(content)), fileName);

        Assert.Equal((InspectionVerdict.Invalid, LoraFileFormat.Unknown), (inspection.Verdict, inspection.Format));
        var issue = Assert.Single(inspection.Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains(words, issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "x.safetensors", "The first 10 bytes")]
    [InlineData(5000, "x.safetensors", "The first 512 bytes")]
    [InlineData(5000, "x.ckpt", "did not finish")]
    public async Task File_that_starts_with_zeros_is_an_unfinished_download(int zeros, string fileName, string words)
    {
        var inspection = await LoraInspector.Default.InspectAsync((byte[])[.. new byte[zeros], .. zeros > 512 ? TestFile.Of(Header, 128) : []], fileName);

        Assert.Equal(InspectionVerdict.Invalid, inspection.Verdict);
        var issue = Assert.Single(inspection.Issues);
        Assert.Equal(InspectionCodes.FileZeros, issue.Code);
        Assert.Contains(words, issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_stream_and_memory_give_the_same_facts()
    {
        var content = TestFile.Of(Header, 128);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        await File.WriteAllBytesAsync(path, content);
        try
        {
            var file = await LoraInspector.Default.InspectFileAsync(path);
            var stream = await LoraInspector.Default.InspectAsync(new MemoryStream(content), path);
            var memory = await LoraInspector.Default.InspectAsync(content, path);

            Assert.Equal(InspectionVerdict.Ok, file.Verdict);
            Assert.Equivalent(file, stream, strict: true);
            Assert.Equivalent(file, memory, strict: true);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Valid_file_is_described()
    {
        var inspection = await LoraInspector.Default.InspectAsync(new MemoryByteSource(TestFile.Of(Header, 128)), "x.safetensors");

        Assert.Equal((InspectionVerdict.Ok, LoraFileFormat.Safetensors), (inspection.Verdict, inspection.Format));
        Assert.Equal((2, 64L, 8L + Header.Length), (inspection.Tensors, inspection.Parameters, inspection.DataStart));
        Assert.Equal(LoraContent.Lora, inspection.Identification.Content);
    }

    [Fact]
    public async Task Truncated_file_is_invalid_and_still_described()
    {
        var inspection = await LoraInspector.Default.InspectAsync(new MemoryByteSource(TestFile.Of(Header, 100)), "x.safetensors");

        Assert.Equal((InspectionVerdict.Invalid, InspectionCodes.FileCutOff), (inspection.Verdict, inspection.Issues[0].Code));
        Assert.Equal(LoraContent.Lora, inspection.Identification.Content);
    }

    [Fact]
    public async Task File_with_the_extension_of_another_format_is_invalid()
    {
        var named = await LoraInspector.Default.InspectAsync(new MemoryByteSource(TestFile.Of(Header, 128)), "x.ckpt");
        var pickle = await LoraInspector.Default.InspectAsync(new MemoryByteSource(new byte[] { 0x80, 2, (byte)'}', (byte)'.' }), "x.safetensors");

        Assert.Equal((InspectionVerdict.Invalid, LoraFileFormat.Safetensors), (named.Verdict, named.Format));
        Assert.Equal((InspectionVerdict.Invalid, LoraFileFormat.Pickle), (pickle.Verdict, pickle.Format));
        Assert.All(new[] { named, pickle }, inspection => Assert.Contains(inspection.Issues, issue => issue.Code == InspectionCodes.FileWrongExtension));
    }

    [Fact]
    public async Task Inspection_needs_only_the_header_of_a_file()
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
    public void Inspector_throws_when_a_limit_is_out_of_range() =>
        Assert.Throws<InvalidOperationException>(() => new LoraInspector(new InspectionOptions { MaxHeaderLength = InspectionOptions.HeaderLimitOfFormat + 1 }));
}
