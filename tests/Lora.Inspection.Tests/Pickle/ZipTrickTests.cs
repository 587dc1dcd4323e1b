using System.IO.Compression;

namespace Lora.Inspection.Tests.Pickle;

/// <summary>ZIPs that are made to look different to different programs, or to hide something.</summary>
public sealed class ZipTrickTests : PickleTest
{
    private static readonly byte[] Harmless = PickleWriter.StateDict(("a", [2]));
    private static readonly byte[] Harmful = PickleWriter.Calling("os", "system");

    [Fact]
    public async Task An_end_for_large_files_that_is_said_to_be_elsewhere_is_refused()
    {
        var zip = new ZipWriter().Add("m/data.pkl", Harmless, large: true).Add("m/data/0", new byte[4], large: true);

        await AssertAsync(InspectionVerdict.Invalid, "pickle.zip_ambiguous", zip.ToArray(large: true, pointer: 40));
        await AssertAsync(InspectionVerdict.Ok, null, zip.ToArray(large: true));
    }

    [Fact]
    public async Task A_second_end_counts_where_a_reader_could_take_it()
    {
        byte[] end = [.. "PK\u0005\u0006"u8, .. new byte[18]];
        var before = ZipWriter.Model(Harmless).ToArray(comment: end);
        var within = new ZipWriter().Add("m/data.pkl", PickleWriter.StateDict(("a", [end.Length / 2]))).Add("m/data/0", end).ToArray();

        await AssertAsync(InspectionVerdict.Invalid, "pickle.zip_ambiguous", before);
        await AssertAsync(InspectionVerdict.Ok, null, within);
    }

    [Fact]
    public async Task A_model_of_no_bytes_is_cut_off() =>
        await AssertAsync(InspectionVerdict.Invalid, "pickle.truncated", ZipWriter.Model([]).ToArray());

    [Fact]
    public async Task A_comment_may_be_there_but_no_pickle_in_it()
    {
        await AssertAsync(InspectionVerdict.Ok, null, ZipWriter.Model(Harmless).ToArray(comment: "made by me"u8.ToArray()));
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.dangerous_global", ZipWriter.Model(Harmless).ToArray(comment: Harmful));
    }

    [Fact]
    public async Task The_fewest_bytes_between_entries_are_found()
    {
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.stray_bytes", new ZipWriter().Add("m/data.pkl", Harmless).Raw(0).ToArray());
        await AssertAsync(InspectionVerdict.Dangerous, "pickle.stray_bytes", new ZipWriter().Add("m/data.pkl", Harmless).Raw([.. "cos\nsystem\n)R."u8]).ToArray());
    }

    [Fact]
    public async Task The_lengths_that_PyTorch_writes_behind_each_entry_belong_to_it()
    {
        byte[] lengths = [.. "PK\u0007\u0008"u8, .. new byte[12]];
        var zip = new ZipWriter().Add("m/data.pkl", Harmless, flags: 8).Raw(lengths).Add("m/data/0", new byte[4], flags: 8).Raw(lengths);

        await AssertAsync(InspectionVerdict.Ok, null, zip.ToArray());
    }

    [Fact]
    public async Task A_storage_that_its_own_header_calls_a_model_is_suspicious() =>
        await AssertAsync(
            InspectionVerdict.Suspicious, "pickle.zip_ambiguous", new ZipWriter().Add("m/data.pkl", Harmless).Add("m/data/0", new byte[4], localName: "m/data.p").ToArray());

    [Fact]
    public async Task Numbers_that_are_a_harmful_pickle_are_found_and_others_left_alone()
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
    public async Task An_archive_within_the_archive_is_suspicious(bool packed) =>
        await AssertAsync(
            InspectionVerdict.Suspicious, "pickle.archive", ZipWriter.Model(Harmless).Add("archive/x", ZipWriter.Model(Harmless).ToArray(), packed: packed).ToArray());

    [Fact]
    public async Task A_further_pickle_that_breaks_off_is_not_passed_over()
    {
        var unknown = PickleWriter.Calling("some.package", "Thing");

        await AssertAsync(InspectionVerdict.Invalid, "pickle.unknown_global", ZipWriter.Model(Harmless).Add("archive/x", unknown[..^1]).ToArray());
    }

    [Theory]
    [InlineData("class Model(Module):\n  training : bool\n")]
    [InlineData("(see the notes)R")]
    [InlineData("\u0082\u0001 and more")]
    public async Task What_only_begins_like_instructions_is_no_pickle(string text) =>
        await AssertAsync(InspectionVerdict.Ok, null, ZipWriter.Model(Harmless).Add("archive/notes", System.Text.Encoding.Latin1.GetBytes(text)).ToArray());

    [Fact]
    public async Task The_signature_of_a_ZIP_is_no_instruction()
    {
        // Read as instructions, the rest of this file calls something that it computes.
        var scan = await ScanAsync(new ZipWriter().Add("m/data.pkl", PickleWriter.Protocol(2).Global("__torch__", "Foo1").Op("q\u0000)\u0081}b.").ToArray()).ToArray());

        Assert.Equal(InspectionVerdict.Suspicious, scan.Verdict);
        Assert.Equal("pickle.unknown_global", Assert.Single(scan.Issues).Code);
    }

    [Fact]
    public async Task Too_many_entries_besides_the_tensors_are_refused()
    {
        var zip = ZipWriter.Model(Harmless);
        for (var index = 0; index < 1100; index++)
        {
            zip.Add($"archive/x{index}", "x"u8.ToArray());
        }

        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", zip.ToArray());
    }

    [Fact]
    public async Task Instructions_are_counted_over_the_whole_file()
    {
        var pickle = PickleWriter.Protocol(2).Op(string.Concat(Enumerable.Repeat("N0", 30)) + "N.").ToArray();
        var options = new InspectionOptions { Pickle = { MaxOpcodes = 100 } };

        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", ZipWriter.Model(pickle).Add("archive/x", pickle).ToArray(), options);
        await AssertAsync(InspectionVerdict.Ok, null, ZipWriter.Model(pickle).ToArray(), options);
    }

    [Fact]
    public async Task Unpacked_bytes_are_counted_over_the_whole_file()
    {
        var pickle = PickleWriter.Protocol(2).Op("B").Raw(0, 0, 1, 0).Raw(new byte[65536]).Op(".").ToArray();
        var options = new InspectionOptions { Pickle = { MaxInflatedLength = 100_000 } };
        var one = new ZipWriter().Add("m/data.pkl", pickle, packed: true);

        await AssertAsync(InspectionVerdict.Ok, null, one.ToArray(), options);
        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", one.Add("m/x", pickle, packed: true).ToArray(), options);
    }

    [Fact]
    public async Task A_harmful_model_is_known_without_the_rest_of_its_file()
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
    public async Task A_packed_checkpoint_is_unpacked_to_see_what_it_would_do()
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
