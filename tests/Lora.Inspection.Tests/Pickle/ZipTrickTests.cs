using System.IO.Compression;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Pickle;

/// <summary>ZIPs that different programs read differently, or that hide something.</summary>
public sealed class ZipTrickTests : PickleTest
{
    private static readonly byte[] Harmless = PickleWriter.StateDict(("a", [2]));
    private static readonly byte[] Harmful = PickleWriter.Calling("os", "system");

    [Fact]
    public async Task ZIP64_end_at_another_position_is_rejected()
    {
        var zip = new ZipWriter().Add("m/data.pkl", Harmless, large: true).Add("m/data/0", new byte[4], large: true);

        await AssertAsync(InspectionVerdict.Invalid, "pickle.zip_ambiguous", zip.ToArray(large: true, pointer: 40));
        await AssertAsync(InspectionVerdict.Ok, null, zip.ToArray(large: true));
    }

    [Fact]
    public async Task Second_end_record_is_rejected_when_a_program_could_use_it()
    {
        byte[] end = [.. "PK\u0005\u0006"u8, .. new byte[18]];
        var before = ZipWriter.Model(Harmless).ToArray(comment: end);
        var within = new ZipWriter().Add("m/data.pkl", PickleWriter.StateDict(("a", [end.Length / 2]))).Add("m/data/0", end).ToArray();

        await AssertAsync(InspectionVerdict.Invalid, "pickle.zip_ambiguous", before);
        await AssertAsync(InspectionVerdict.Ok, null, within);
    }

    [Fact]
    public async Task Empty_model_entry_is_truncated() =>
        await AssertAsync(InspectionVerdict.Invalid, "pickle.truncated", ZipWriter.Model([]).ToArray());

    [Fact]
    public async Task Pickle_in_a_ZIP_comment_is_found()
    {
        await AssertAsync(InspectionVerdict.Ok, null, ZipWriter.Model(Harmless).ToArray(comment: "made by me"u8.ToArray()));
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", ZipWriter.Model(Harmless).ToArray(comment: Harmful));
    }

    [Fact]
    public async Task Single_stray_bytes_between_entries_are_found()
    {
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.stray_bytes", new ZipWriter().Add("m/data.pkl", Harmless).Raw(0).ToArray());
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.stray_bytes", new ZipWriter().Add("m/data.pkl", Harmless).Raw([.. "cos\nsystem\n)R."u8]).ToArray());
    }

    [Fact]
    public async Task Data_descriptors_of_PyTorch_are_not_stray_bytes()
    {
        byte[] lengths = [.. "PK\u0007\u0008"u8, .. new byte[12]];
        var zip = new ZipWriter().Add("m/data.pkl", Harmless, flags: 8).Raw(lengths).Add("m/data/0", new byte[4], flags: 8).Raw(lengths);

        await AssertAsync(InspectionVerdict.Ok, null, zip.ToArray());
    }

    [Fact]
    public async Task Storage_that_its_local_header_names_a_model_is_suspicious() =>
        await AssertAsync(
            InspectionVerdict.Suspicious, "pickle.zip_ambiguous", new ZipWriter().Add("m/data.pkl", Harmless).Add("m/data/0", new byte[4], localName: "m/data.p").ToArray());

    [Fact]
    public async Task Harmful_pickle_in_a_storage_is_found_and_other_storages_are_ignored()
    {
        var model = PickleWriter.StateDict(("a", [Harmful.Length + 1]));
        byte[] numbers = [.. Harmful, .. new byte[Harmful.Length + 2]];
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", new ZipWriter().Add("m/data.pkl", model).Add("m/data/0", numbers).ToArray());
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", new ZipWriter().Add("m/data.pkl", model).Add("m/data/0", numbers, packed: true).ToArray());

        numbers = [.. "N."u8, 0x80, 2, .. new byte[(2 * Harmful.Length) - 2]];
        await AssertAsync(InspectionVerdict.Ok, null, new ZipWriter().Add("m/data.pkl", model).Add("m/data/0", numbers).ToArray());
    }

    [Theory]
    [InlineData("m/data.pkl\0x")]
    [InlineData("m\\data.pkl")]
    public async Task Names_that_programs_read_differently_are_suspicious(string name) =>
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.zip_ambiguous", ZipWriter.Model(Harmless).Add(name, "x"u8.ToArray()).ToArray());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Archive_in_an_archive_is_suspicious(bool packed) =>
        await AssertAsync(
            InspectionVerdict.Suspicious, "pickle.archive", ZipWriter.Model(Harmless).Add("archive/x", ZipWriter.Model(Harmless).ToArray(), packed: packed).ToArray());

    [Fact]
    public async Task Truncated_second_pickle_is_reported()
    {
        var unknown = PickleWriter.Calling("some.package", "Thing");

        await AssertAsync(InspectionVerdict.Invalid, "pickle.unknown_global", ZipWriter.Model(Harmless).Add("archive/x", unknown[..^1]).ToArray());
    }

    [Theory]
    [InlineData("class Model(Module):\n  training : bool\n")]
    [InlineData("(see the notes)R")]
    [InlineData("\u0082\u0001 and more")]
    public async Task Data_that_only_starts_like_a_pickle_is_not_one(string text) =>
        await AssertAsync(InspectionVerdict.Ok, null, ZipWriter.Model(Harmless).Add("archive/notes", System.Text.Encoding.Latin1.GetBytes(text)).ToArray());

    [Fact]
    public async Task ZIP_signature_is_not_read_as_a_pickle()
    {
        // As instructions, the rest of this file calls something that it computes.
        var scan = await ScanAsync(new ZipWriter().Add("m/data.pkl", PickleWriter.Protocol(2).Global("__torch__", "Foo1").Op("q\u0000)\u0081}b.").ToArray()).ToArray());

        Assert.Equal(InspectionVerdict.Suspicious, scan.Verdict);
        Assert.Equal("pickle.unknown_global", Assert.Single(scan.Issues).Code);
    }

    [Fact]
    public async Task Too_many_entries_other_than_tensors_are_rejected()
    {
        var zip = ZipWriter.Model(Harmless);
        for (var index = 0; index < 1100; index++)
        {
            zip.Add($"archive/x{index}", "x"u8.ToArray());
        }

        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", zip.ToArray());
    }

    [Fact]
    public async Task Instruction_limit_applies_to_the_whole_file()
    {
        var pickle = PickleWriter.Protocol(2).Op(string.Concat(Enumerable.Repeat("N0", 30)) + "N.").ToArray();
        var options = new InspectionOptions { Pickle = { MaxOpcodes = 100 } };

        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", ZipWriter.Model(pickle).Add("archive/x", pickle).ToArray(), options);
        await AssertAsync(InspectionVerdict.Ok, null, ZipWriter.Model(pickle).ToArray(), options);
    }

    [Fact]
    public async Task Decompression_limit_applies_to_the_whole_file()
    {
        var pickle = PickleWriter.Protocol(2).Op("B").Raw(0, 0, 1, 0).Raw(new byte[65536]).Op(".").ToArray();
        var options = new InspectionOptions { Pickle = { MaxInflatedLength = 100_000 } };
        var one = new ZipWriter().Add("m/data.pkl", pickle, packed: true);

        await AssertAsync(InspectionVerdict.Ok, null, one.ToArray(), options);
        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", one.Add("m/x", pickle, packed: true).ToArray(), options);
    }

    [Fact]
    public async Task Dangerous_model_is_detected_without_the_rest_of_the_file()
    {
        var model = PickleWriter.Protocol(2).Global("os", "system").Op("0").ToArray();
        var zip = ZipWriter.Model([.. model, .. Harmless[2..]]).Add("archive/data/0", new byte[4]).Add("archive/big", new byte[500_000]).Add("archive/x", "x"u8.ToArray()).ToArray();
        var source = new SparseByteSource(zip.Length);
        source.Add(0, zip.AsMemory(0, 4096));
        source.Add(zip.Length - 70_000, zip.AsMemory(zip.Length - 70_000));

        var inspection = await LoraInspector.Default.InspectAsync(source, "a.ckpt");

        Assert.Equal(InspectionVerdict.Dangerous, inspection.Verdict);
        Assert.NotEmpty(source.Missing);
    }

    [Fact]
    public async Task Compressed_checkpoint_is_decompressed_and_scanned()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Harmful);
        }

        var source = new MemoryByteSource(packed.ToArray());

        Assert.Equal(InspectionVerdict.Dangerous, (await LoraInspector.Default.InspectAsync(source, "a.ckpt")).Verdict);
        Assert.Equal(InspectionVerdict.Invalid, (await LoraInspector.Default.InspectAsync(source, "a.safetensors")).Verdict);
    }
}
