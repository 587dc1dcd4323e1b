using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Tests.Safetensors;

public sealed class SafetensorsReaderTests
{
    private const string Pair = """
        {"__metadata__":{"format":"pt","note":"caf\u00e9"},"b":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},"a":{"dtype":"F32","shape":[],"data_offsets":[12,16]}}
        """;

    [Fact]
    public async Task Header_has_names_types_shapes_offsets_and_metadata()
    {
        var reading = await TestFile.ReadAsync(TestFile.Of(Pair, 16));

        Assert.True(reading.IsValid);
        Assert.Empty(reading.Issues);
        var contents = reading.Contents!;
        Assert.Equal("café", contents.Metadata["note"]);
        Assert.Equal(8 + Encoding.UTF8.GetByteCount(Pair), contents.DataStart);
        Assert.Equal(["b F16 [2,3] 0-12", "a F32 [] 12-16"], Tensors(contents.Table));
    }

    [Theory]
    [InlineData("""{"a":{"data_offsets":[0,2],"shape":[1],"dtype":"F16"}}""")]
    [InlineData("""{ "a" : { "shape" : [ 1 ] , "dtype" : "F16" , "data_offsets" : [ 0 , 2 ] } }   """)]
    [InlineData("""{"\u0061":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""")]
    [InlineData("""{"a":{"d\u0074ype":"F\u00316","shape":[1],"data_offsets":[0,2]}}""")]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2],"more":{"x":[1e3,"\ud83d\ude00",null]}}}""")]
    public async Task Every_JSON_notation_of_an_entry_gives_the_same_tensor(string header)
    {
        var reading = await TestFile.ReadAsync(TestFile.Of(header, 2));

        Assert.Empty(reading.Issues);
        Assert.Equal(["a F16 [1] 0-2"], Tensors(reading.Contents!.Table));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F128","shape":[1],"data_offsets":[0,2]}}""", InspectionCodes.TensorType)]
    [InlineData("""{"a":{"dtype":"f16","shape":[1],"data_offsets":[0,2]}}""", InspectionCodes.TensorType)]
    [InlineData("""{"a":{"dtype":"16","shape":[1],"data_offsets":[0,2]}}""", InspectionCodes.TensorType)]
    [InlineData("""{"a":{"dtype":"Other","shape":[0],"data_offsets":[0,0]}}""", InspectionCodes.TensorType)]
    [InlineData("""{"a":{"dtype":1,"shape":[1],"data_offsets":[0,2]}}""", InspectionCodes.TensorType)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1.0],"data_offsets":[0,2]}}""", InspectionCodes.TensorShape)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1e0],"data_offsets":[0,2]}}""", InspectionCodes.TensorShape)]
    [InlineData("""{"a":{"dtype":"F16","shape":[-1],"data_offsets":[0,2]}}""", InspectionCodes.TensorShape)]
    [InlineData("""{"a":{"dtype":"F16","shape":null,"data_offsets":[0,2]}}""", InspectionCodes.TensorShape)]
    [InlineData("""{"a":{"dtype":"F16","shape":[18446744073709551616],"data_offsets":[0,2]}}""", InspectionCodes.TensorShape)]
    [InlineData("""{"a":{"dtype":"F16","shape":[01],"data_offsets":[0,2]}}""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0]}}""", InspectionCodes.TensorOffsets)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2,2]}}""", InspectionCodes.TensorOffsets)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":{"0":0,"1":2}}}""", InspectionCodes.TensorOffsets)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,0]}}""", InspectionCodes.TensorOffsets)]
    [InlineData("""{"a":{"dtype":"F16","shape":[0],"data_offsets":[9223372036854775807,9223372036854775807]}}""", InspectionCodes.TensorOffsets)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1]}}""", InspectionCodes.TensorEntry)]
    [InlineData("""{"a":{"dtype":"F16","dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", InspectionCodes.TensorEntry)]
    [InlineData("""{"a":null}""", InspectionCodes.TensorEntry)]
    [InlineData("""{"a":["F16",[1],[0,2]]}""", InspectionCodes.TensorEntry)]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,2]}}""", InspectionCodes.TensorSize)]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", InspectionCodes.TensorSize)]
    [InlineData("""{"a":{"dtype":"F16","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}""", InspectionCodes.TensorTooLarge)]
    [InlineData("""{"a":{"dtype":"F64","shape":[9007199254740992,64],"data_offsets":[0,2]}}""", InspectionCodes.TensorTooLarge)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", InspectionCodes.TensorDuplicate)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", InspectionCodes.TensorDuplicate)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", InspectionCodes.TensorOverlap)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", InspectionCodes.TensorGap)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", InspectionCodes.FileTrailingBytes)]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", InspectionCodes.FileCutOff)]
    [InlineData("""{"__metadata__":{"x":1}}""", InspectionCodes.MetadataNotText)]
    [InlineData("""{"__metadata__":{"x":null}}""", InspectionCodes.MetadataNotText)]
    [InlineData("""{"__metadata__":[]}""", InspectionCodes.MetadataNotText)]
    [InlineData("""{"__metadata__":{"x":"1","x":"2"}}""", InspectionCodes.MetadataDuplicate)]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", InspectionCodes.MetadataDuplicate)]
    [InlineData("""{"__metadata__":null,"__metadata__":null}""", InspectionCodes.MetadataDuplicate)]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2],"x":"\udc00"}}""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2],"x":1e999}}""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2],}}""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},}""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}} x""", InspectionCodes.HeaderNotJson)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}""", InspectionCodes.HeaderNotJson)]
    [InlineData("{", InspectionCodes.HeaderNotJson)]
    [InlineData("", InspectionCodes.HeaderNotJson)]
    [InlineData("{}\0\0", InspectionCodes.HeaderNotJson)]
    [InlineData("\uFEFF{}", InspectionCodes.HeaderNotJson)]
    [InlineData("{\"a\tb\":null}", InspectionCodes.HeaderNotJson)]
    [InlineData("[]", InspectionCodes.HeaderNotObject)]
    public async Task Each_problem_is_rejected_with_its_own_code(string header, string code)
    {
        var reading = await TestFile.ReadAsync(TestFile.Of(header, 2));

        Assert.False(reading.IsValid);
        Assert.Equal(code, Assert.Single(reading.Issues).Code);
    }

    [Theory]
    [InlineData(" {}", InspectionCodes.HeaderLeadingSpace)]
    [InlineData("""{"__metadata__":null}""", InspectionCodes.MetadataNull)]
    public async Task Header_that_most_programs_read_is_accepted_with_a_warning(string header, string code)
    {
        var reading = await TestFile.ReadAsync(TestFile.Of(header, 0));

        Assert.True(reading.IsValid);
        Assert.Equal((code, InspectionSeverity.Warning), (reading.Issues[0].Code, reading.Issues[0].Severity));
    }

    [Fact]
    public async Task Tensors_can_be_in_any_order_with_empty_ones_between()
    {
        var header = $$"""{{{TestFile.Entry("c", "U8", "2", 1, 3)}},{{TestFile.Entry("empty", "U8", "0", 1, 1)}},{{TestFile.Entry("a", "U8", "1", 0, 1)}},{{TestFile.Entry("first", "F16", "0,18446744073709551615", 0, 0)}}}""";

        var reading = await TestFile.ReadAsync(TestFile.Of(header, 3));

        Assert.True(reading.IsValid);
        Assert.Equal(4, reading.Contents!.Table.Count);
    }

    [Fact]
    public async Task Truncated_file_still_has_contents()
    {
        var header = $$"""{{{TestFile.Entry("a", "F32", "1000,1000", 0, 4_000_000)}}}""";

        var reading = await TestFile.ReadAsync(TestFile.Of(header, 1_000_000));

        Assert.Equal($"The file is cut off: {1_000_008 + header.Length:N0} of {4_000_008 + header.Length:N0} bytes. The download or upload did not finish. Download the file again.", reading.Issues[0].Message);
        Assert.Equal(new LoraSentence(InspectionCodes.FileCutOff, [$"{1_000_008 + header.Length}", $"{4_000_008 + header.Length}"]), reading.Issues[0].Sentence);
        Assert.Equal(1, reading.Contents!.Table.Count);
    }

    [Theory]
    [InlineData(ulong.MaxValue, InspectionCodes.HeaderTooLarge)]
    [InlineData(100_000_001, InspectionCodes.HeaderTooLarge)]
    [InlineData(100_000_000, InspectionCodes.HeaderCutOff)]
    [InlineData(3, InspectionCodes.HeaderCutOff)]
    public async Task Header_length_is_checked_before_the_header_is_read(ulong length, string code)
    {
        var file = TestFile.Of("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);

        Assert.Equal(code, Assert.Single((await TestFile.ReadAsync(file)).Issues).Code);
    }

    [Fact]
    public async Task Header_over_the_configured_limit_is_rejected()
    {
        var reading = await TestFile.ReadAsync(TestFile.Of(Pair, 16), new InspectionOptions { MaxHeaderLength = 100 });

        Assert.Equal(InspectionCodes.HeaderOverLimit, Assert.Single(reading.Issues).Code);
    }

    [Fact]
    public async Task Header_that_is_not_UTF8_is_rejected()
    {
        var header = Encoding.UTF8.GetBytes(Pair);
        header[Encoding.UTF8.GetBytes(Pair).AsSpan().IndexOf("\"b\""u8) + 1] = 0xC0;

        Assert.Equal(InspectionCodes.HeaderNotUtf8, Assert.Single((await TestFile.ReadAsync(TestFile.Of(header, new byte[16]))).Issues).Code);
    }

    [Theory]
    [InlineData(125, true)]
    [InlineData(126, false)]
    public async Task Nesting_limit_equals_that_of_the_reference(int arrays, bool isValid)
    {
        var header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0],\"x\":" + new string('[', arrays) + new string(']', arrays) + "}}";

        Assert.Equal(isValid, (await TestFile.ReadAsync(TestFile.Of(header, 0))).IsValid);
    }

    [Fact]
    public async Task Too_many_dimensions_are_rejected_before_they_fill_the_memory()
    {
        var header = "{" + TestFile.Entry("a", "U8", string.Join(',', Enumerable.Repeat('0', 200_000)), 0, 0) + "}";

        Assert.Equal(InspectionCodes.TensorShape, Assert.Single((await TestFile.ReadAsync(TestFile.Of(header, 0))).Issues).Code);
    }

    [Fact]
    public async Task Reading_a_header_from_a_pipe_leaves_every_byte_to_the_next_reader()
    {
        var file = TestFile.Of(Pair, 16);
        var pipe = new Pipe();
        var reading = SafetensorsReader.ReadAsync(pipe.Reader, file.Length, new InspectionOptions(), CancellationToken.None).AsTask();
        foreach (var piece in file.Chunk(7))
        {
            await pipe.Writer.WriteAsync(piece);
        }

        await pipe.Writer.CompleteAsync();

        Assert.Equal(["b F16 [2,3] 0-12", "a F32 [] 12-16"], Tensors((await reading).Contents!.Table));
        using var rest = new MemoryStream();
        await pipe.Reader.CopyToAsync(rest);
        Assert.Equal(file, rest.ToArray());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    public async Task Pipe_that_ends_early_is_a_truncated_file(int arrived)
    {
        var file = TestFile.Of(Pair, 16);
        var reader = PipeReader.Create(new MemoryStream(file, 0, arrived));

        var reading = await SafetensorsReader.ReadAsync(reader, file.Length, new InspectionOptions(), CancellationToken.None);

        Assert.False(reading.IsValid);
    }

    private static List<string> Tensors(TensorTable table)
    {
        var found = new List<string>();
        foreach (var entry in table.Entries)
        {
            found.Add($"{Encoding.UTF8.GetString(table.NameOf(entry))} {entry.Type} [{string.Join(',', table.ShapeOf(entry).ToArray())}] {entry.Begin}-{entry.End}");
        }

        return found;
    }
}
