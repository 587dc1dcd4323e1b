using System.Globalization;
using System.Security.Cryptography;
using FsCheck.Xunit;
using Lora.Inspection.Hashing;
using Lora.Inspection.Tests.Safetensors;

namespace Lora.Inspection.Tests.Hashing;

public sealed class HashTests
{
    [Fact]
    public void The_CRC_has_its_check_value()
    {
        var crc = new Crc32();
        crc.Append("123456789"u8);

        Assert.Equal(0xCBF43926, crc.Value);
    }

    [Property]
    public bool The_CRC_is_that_of_the_definition_however_the_bytes_are_cut(int seed, ushort length, ushort cut)
    {
        var bytes = new byte[length % 2000];
        new Random(seed).NextBytes(bytes);
        var crc = new Crc32();
        var first = cut % (bytes.Length + 1);
        crc.Append(bytes.AsSpan(0, first));
        crc.Append(bytes.AsSpan(first));
        return crc.Value == Definition(bytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void All_hashes_come_out_of_one_pass_however_the_bytes_are_cut(int piece)
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

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), hashes.Sha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(8 + Header.Length))), hashes.TensorSha256);
        Assert.Equal(Definition(file).ToString("x8", CultureInfo.InvariantCulture), hashes.Crc32);
        Assert.Equal((hashes.Sha256[..10], hashes.TensorSha256![..12]), (hashes.AutoV2, hashes.AutoV3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("A text that is long enough to have a header, but has none.")]
    public async Task What_is_no_safetensors_file_has_no_tensor_hash(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);

        var hashes = await LoraHasher.HashAsync(new MemoryStream(bytes));

        Assert.Null(hashes.TensorSha256);
        Assert.Null(hashes.AutoV3);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hashes.Sha256);
    }

    [Fact]
    public async Task A_file_that_ends_within_its_header_has_no_tensor_hash()
    {
        var hashes = await LoraHasher.HashAsync(new MemoryStream(TestFile.Of("{}      ", 0)[..^1]));

        Assert.Null(hashes.TensorSha256);
    }

    [Fact]
    public async Task A_stream_can_be_hashed_while_another_reads_it()
    {
        var file = TestFile.Of("{}", 5000);
        using var hasher = new LoraHasher();
        await using var stream = new HashingStream(new MemoryStream(file), hasher);
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy);

        Assert.Equal(file, copy.ToArray());
        Assert.Equal(await LoraHasher.HashAsync(new MemoryStream(file)), hasher.Finish());
    }

    private static uint Definition(ReadOnlySpan<byte> bytes)
    {
        var register = uint.MaxValue;
        foreach (var value in bytes)
        {
            register ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                register = (register >> 1) ^ ((register & 1) * 0xEDB88320);
            }
        }

        return ~register;
    }
}
