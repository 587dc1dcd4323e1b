using System.Globalization;
using System.Security.Cryptography;
using Lora.Inspection.Hashing;
using Lora.Inspection.Tests.Safetensors;

namespace Lora.Inspection.Tests.Hashing;

public sealed class HashTests
{
    [Fact]
    public async Task Crc32_of_the_check_string_is_the_published_value() =>
        Assert.Equal("cbf43926", (await LoraInspector.HashAsync(new MemoryStream("123456789"u8.ToArray()))).Crc32);

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public async Task One_pass_computes_all_hashes_for_any_chunk_size(int piece)
    {
        const string Header = """{"a":{"dtype":"U8","shape":[200000],"data_offsets":[0,200000]}}""";
        var file = TestFile.Of(Header, 200_000);
        new Random(1).NextBytes(file.AsSpan(8 + Header.Length));
        using var hasher = new LoraHasher();
        foreach (var bytes in file.Chunk(piece))
        {
            hasher.Append(bytes);
        }

        var hashes = hasher.Finish();

        Assert.Equal(System.IO.Hashing.Crc32.HashToUInt32(file).ToString("x8", CultureInfo.InvariantCulture), hashes.Crc32);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), hashes.Sha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(8 + Header.Length))), hashes.TensorSha256);
        Assert.Equal((hashes.Sha256[..10], hashes.TensorSha256![..12]), (hashes.AutoV2, hashes.AutoV3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("A text that is long enough to have a header, but has none.")]
    public async Task File_of_another_format_has_no_tensor_hash(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);

        var hashes = await LoraHasher.HashAsync(new MemoryStream(bytes));

        Assert.Null(hashes.TensorSha256);
        Assert.Null(hashes.AutoV3);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hashes.Sha256);
    }

    [Fact]
    public async Task File_truncated_within_its_header_has_no_tensor_hash()
    {
        var hashes = await LoraHasher.HashAsync(new MemoryStream(TestFile.Of("{}      ", 0)[..^1]));

        Assert.Null(hashes.TensorSha256);
    }

    [Fact]
    public async Task HashingStream_hashes_what_another_reader_reads()
    {
        var file = TestFile.Of("{}", 5000);
        using var hasher = new LoraHasher();
        await using var stream = new HashingStream(new MemoryStream(file), hasher);
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy);

        Assert.Equal(file, copy.ToArray());
        Assert.Equal(await LoraHasher.HashAsync(new MemoryStream(file)), hasher.Finish());
    }
}
