using System.IO.Compression;
using System.Text;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Pickle;

public sealed class ContainerTests : PickleTest
{
    private static readonly byte[] Harmless = PickleWriter.StateDict(("a", [2]));
    private static readonly byte[] Harmful = PickleWriter.Calling("os", "system");

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Model_in_a_ZIP_is_harmless_stored_deflated_or_ZIP64(bool packed, bool large)
    {
        var file = new ZipWriter().Add("m/data.pkl", Harmless, packed: packed, large: large).Add("m/data/0", new byte[4], large: large).Add("m/version", "3\n"u8.ToArray());

        await AssertAsync(InspectionVerdict.Ok, null, file.ToArray(large: large));
    }

    [Fact]
    public async Task Only_directory_and_pickle_of_a_large_model_are_read()
    {
        var pickle = PickleWriter.StateDict([.. Enumerable.Range(0, 50).Select(index => ($"layer{index}", new[] { 50_000 }))]);
        var zip = ZipWriter.Model(pickle);
        for (var index = 0; index < 50; index++)
        {
            zip.Add($"archive/data/{index}", new byte[100_000]);
        }

        var source = new CountingSource(zip.ToArray());
        var scan = await Lora.Inspection.Pickle.PickleScanner.ScanAsync(source, new InspectionOptions(), CancellationToken.None);

        Assert.Equal(InspectionVerdict.Ok, scan.Verdict);
        Assert.InRange(source.Read, 1, 100_000);
    }

    [Fact]
    public async Task Missing_range_is_reported_to_the_caller() =>
        await Assert.ThrowsAsync<MissingBytesException>(async () => await Lora.Inspection.Pickle.PickleScanner.ScanAsync(new SparseByteSource(1000), new InspectionOptions(), CancellationToken.None));

    [Theory]
    [InlineData("archive/notes.txt")]
    [InlineData("archive/data/99")]
    [InlineData("archive/code.bin")]
    public async Task Harmful_pickle_is_found_under_any_name(string name) =>
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", ZipWriter.Model(Harmless).Add(name, Harmful).ToArray());

    [Fact]
    public async Task Harmful_compressed_pickle_is_found() =>
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", ZipWriter.Model(Harmless).Add("a/b", Harmful, packed: true).ToArray());

    [Fact]
    public async Task Both_entries_with_the_same_name_are_scanned() =>
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.zip_ambiguous", ZipWriter.Model(Harmless).Add("ARCHIVE/data.pkl", Harmful).ToArray());

    [Fact]
    public async Task Duplicate_entry_names_are_suspicious() =>
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.zip_ambiguous", ZipWriter.Model(Harmless).Add("archive/version", "3\n"u8.ToArray()).ToArray());

    [Fact]
    public async Task Unlisted_entry_is_found() =>
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.stray_bytes", ZipWriter.Model(Harmless).Add("archive/x.pkl", Harmful, listed: false).ToArray());

    [Fact]
    public async Task Contradictory_headers_are_suspicious() =>
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.zip_ambiguous", new ZipWriter().Add("m/data.pkl", Harmless, localName: "m/date.pkl").ToArray());

    [Fact]
    public async Task Encrypted_ZIP_is_rejected_and_scanned()
    {
        await AssertAsync(InspectionVerdict.Invalid, "pickle.zip_unreadable", new ZipWriter().Add("m/data.pkl", Harmless, flags: 1).ToArray());
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.zip_unreadable", new ZipWriter().Add("m/data.pkl", Harmful, flags: 1).ToArray());
    }

    [Fact]
    public async Task Bytes_before_and_after_a_ZIP_are_suspicious()
    {
        byte[] zip = ZipWriter.Model(Harmless).ToArray();

        await AssertAsync(InspectionVerdict.Suspicious, "pickle.stray_bytes", [.. "JUNK"u8, .. zip]);
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.stray_bytes", [.. zip, .. "JUNK"u8]);
    }

    [Fact]
    public async Task Harmful_pickles_in_stray_bytes_are_found()
    {
        byte[] zip = ZipWriter.Model(Harmless).ToArray();

        await AssertAsync(InspectionVerdict.Dangerous, "pickle.stray_bytes", [.. zip, .. "JUNK"u8, .. Harmful]);
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.stray_bytes", [.. Harmless, .. new byte[16], .. Harmful]);
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.stray_bytes", [.. ZipWriter.Model(Harmful).ToArray(), .. zip]);
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.archive", ZipWriter.Model(Harmless).Add("archive/x.zip", ZipWriter.Model(Harmful).ToArray()).ToArray());
    }

    [Fact]
    public async Task Pickle_before_a_ZIP_is_scanned() =>
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.zip_ambiguous", [.. Harmful, .. ZipWriter.Model(Harmless).ToArray()]);

    [Fact]
    public async Task Truncated_ZIP_is_rejected_and_the_rest_is_scanned()
    {
        await AssertAsync(InspectionVerdict.Invalid, "pickle.truncated", ZipWriter.Model(Harmless).ToArray(withEnd: false));
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.truncated", ZipWriter.Model(Harmful).ToArray(withEnd: false));
    }

    [Fact]
    public async Task ZIP_without_a_model_is_rejected() =>
        await AssertAsync(InspectionVerdict.Invalid, "pickle.zip_no_model", new ZipWriter().Add("readme.txt", "hello"u8.ToArray()).ToArray());

    [Fact]
    public async Task TorchScript_is_suspicious() =>
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.torchscript", ZipWriter.Model(Harmless).Add("archive/constants.pkl", ")."u8.ToArray()).ToArray());

    [Fact]
    public async Task Second_pickle_after_the_first_is_scanned()
    {
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.several", [.. Harmless, .. Harmful]);
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.several", [.. Harmless, .. Harmless]);
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.stray_bytes", [.. Harmless, 0xff, 0xff]);
    }

    [Fact]
    public async Task Legacy_format_is_read_with_its_storages()
    {
        var file = Legacy(Harmless);
        var scan = await ScanAsync(file);

        Assert.Equal(["a F16 2"], Describe(scan));
        await AssertAsync(InspectionVerdict.Ok, null, file);
        await AssertAsync(InspectionVerdict.Invalid, "pickle.truncated", file[..^1]);
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.stray_bytes", [.. file, 0xff]);
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.several", [.. file, .. Harmful]);
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", Legacy(Harmful));
    }

    [Theory]
    [InlineData("pickle")]
    [InlineData("tensors")]
    public async Task Tar_of_old_PyTorch_is_suspicious_and_its_members_are_scanned(string name)
    {
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.archive", Tar(name, Harmless));
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.archive", Tar(name, Harmful));
    }

    [Fact]
    public async Task Compressed_pickle_is_rejected_and_scanned()
    {
        await AssertAsync(InspectionVerdict.Invalid, "pickle.compressed", GZip(Harmless));
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.compressed", GZip(Harmful));
    }

    [Fact]
    public async Task Unnamed_storages_of_the_legacy_format_are_rejected() =>
        await AssertAsync(InspectionVerdict.Invalid, "pickle.malformed", Legacy(PickleWriter.StateDict(("a", [2]), ("b", [2])), keys: "01x"));

    [Fact]
    public async Task Tar_with_unsupported_members_is_rejected()
    {
        await AssertAsync(InspectionVerdict.Invalid, "pickle.archive", Tar("pickle", Harmless, type: '2'));
        await AssertAsync(InspectionVerdict.Invalid, "pickle.archive", Tar("pickle", Harmless, length: 1_000_000));
    }

    [Fact]
    public async Task Tar_that_starts_like_a_pickle_is_a_tar() =>
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.archive", Tar("\u0080\u0002}.", Harmful));

    private static byte[] Legacy(byte[] model, string keys = "0") =>
    [
        .. PickleWriter.Protocol(2).Op("\u008a\u000a").Raw(0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19).Op(".").ToArray(),
        .. PickleWriter.Protocol(2).Number(1001).Op(".").ToArray(),
        .. PickleWriter.Protocol(2).Op("}.").ToArray(),
        .. model,
        .. PickleWriter.Protocol(2).Op("](" + string.Concat(keys.Select(key => $"U\u0001{key}")) + "e.").ToArray(),
        .. (byte[])[2, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4],
    ];

    private static byte[] Tar(string name, byte[] content, char type = '0', int? length = null)
    {
        var header = new byte[512];
        header[156] = (byte)type;
        Encoding.Latin1.GetBytes(name).CopyTo(header, 0);
        Encoding.ASCII.GetBytes(Convert.ToString(length ?? content.Length, 8).PadLeft(11, '0')).CopyTo(header, 124);
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0')).CopyTo(header, 148);
        return [.. header, .. content, .. new byte[1024]];
    }

    private static byte[] GZip(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return result.ToArray();
    }

    private sealed class CountingSource(byte[] file) : ILoraByteSource
    {
        public long Read { get; private set; }

        public long Length => file.Length;

        public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            file.AsSpan((int)offset, buffer.Length).CopyTo(buffer.Span);
            Read += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
