using System.Buffers.Binary;
using System.Text;

namespace Lora.Inspection.Tests.Safetensors;

/// <summary>The message of a problem says what is wrong, where, and what to do.</summary>
public sealed class SafetensorsMessageTests
{
    private const string Rewrite = " The program that wrote it has a defect. Ask the author for a new export.";
    private const string Incomplete = " The download or upload did not finish. Download the file again.";

    [Theory]
    [InlineData("{,}", "The header is damaged: it is not valid JSON at byte 2." + Rewrite)]
    [InlineData("[]", "The header is damaged: it is not a JSON object." + Rewrite)]
    [InlineData("""{"__metadata__":{"x":1}}""", "The metadata contains values that are not text, which no safetensors reader accepts." + Rewrite)]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "The header contains the metadata twice." + Rewrite)]
    [InlineData("""{"__metadata__":{"x":"1","x":"2"}}""", "The metadata contains \"x\" twice, so programs may read different values." + Rewrite)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", "The tensor \"a\" is listed twice, so programs may read different data." + Rewrite)]
    [InlineData("""{"a":null}""", "The entry \"a\" does not describe a tensor." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1]}}""", "The tensor \"a\" has no data type, shape or offsets." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F16","dtype":"F16","shape":[1],"data_offsets":[0,2]}}""", "The tensor \"a\" has its data type, shape or offsets twice." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"shape":[1],"shape":[1],"data_offsets":[0,2]}}""", "The tensor \"a\" has its data type, shape or offsets twice." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F128","shape":[1],"data_offsets":[0,2]}}""", "The tensor \"a\" has a data type that safetensors does not support." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F16","shape":[-1],"data_offsets":[0,2]}}""", "The shape of the tensor \"a\" is not a list of whole numbers." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F16","shape":[1],"data_offsets":[0]}}""", "The offsets of the tensor \"a\" are not valid." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F64","shape":[9007199254740992,64],"data_offsets":[0,2]}}""", "The tensor \"a\" claims to be larger than any file." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", "The values of the tensor \"a\" do not fill whole bytes." + Rewrite)]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,2]}}""", "The tensor \"a\" has 2 bytes but needs 4." + Rewrite)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", "The tensor \"b\" overlaps another one." + Rewrite)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}""", "3 bytes before the tensor \"b\" are unused." + Rewrite)]
    public async Task Message_names_the_problem_and_the_place(string header, string message) =>
        Assert.Equal(message, (await TestFile.ReadAsync(TestFile.Of(header, 2))).Issues[0].Message);

    [Theory]
    [InlineData(" {}", "The header starts with white space. Most programs still read it.")]
    [InlineData("""{"__metadata__":null}""", "The metadata is null instead of an object. Most programs still read it.")]
    public async Task Message_says_that_most_programs_read_the_header(string header, string message) =>
        Assert.Equal(message, (await TestFile.ReadAsync(TestFile.Of(header, 0))).Issues[0].Message);

    [Fact]
    public async Task Message_counts_the_bytes_after_the_last_tensor()
    {
        var header = $$"""{{{TestFile.Entry("a", "U8", "1", 0, 1)}}}""";

        Assert.Equal(
            $"The file should end after {header.Length + 9} bytes, but 4 more follow. Something was added to it. Download the file again.",
            Assert.Single((await TestFile.ReadAsync(TestFile.Of(header, 5))).Issues).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Message_names_the_size_of_a_file_that_is_too_short(int length) =>
        Assert.Equal($"The file has only {length} bytes. A safetensors file has at least 10." + Incomplete, Assert.Single((await TestFile.ReadAsync(new byte[length])).Issues).Message);

    [Fact]
    public async Task Message_names_the_missing_part_of_the_header()
    {
        var file = TestFile.Of("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file, 500);

        Assert.Equal("The file is cut off within its header: 10 of at least 508 bytes." + Incomplete, Assert.Single((await TestFile.ReadAsync(file)).Issues).Message);
    }

    [Fact]
    public async Task Message_names_the_limit_of_the_header()
    {
        var header = new string(' ', 200);

        Assert.Equal(
            "The header is 200 bytes long, and the limit is 100. Remove large metadata from the file, or ask your administrator to raise the limit.",
            Assert.Single((await TestFile.ReadAsync(TestFile.Of(header, 0), new InspectionOptions { MaxHeaderLength = 100 })).Issues).Message);
    }

    [Fact]
    public async Task Message_says_that_the_header_is_not_text()
    {
        var header = Encoding.UTF8.GetBytes("""{"a":null}""");
        header[2] = 0xC0;

        Assert.Equal("The header is damaged: it is not valid UTF-8 text." + Rewrite, Assert.Single((await TestFile.ReadAsync(TestFile.Of(header, []))).Issues).Message);
    }
}
