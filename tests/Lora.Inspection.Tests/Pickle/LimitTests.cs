using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Pickle;

public sealed class LimitTests : PickleTest
{
    [Fact]
    public async Task Deep_nesting_does_not_overflow_the_stack()
    {
        var file = PickleWriter.Protocol(2).Op(")" + new string('\u0085', 150_000) + ".").ToArray();

        await AssertAsync(InspectionVerdict.Ok, null, file);
    }

    [Fact]
    public async Task Lists_that_share_items_are_visited_once()
    {
        var writer = PickleWriter.Protocol(2).Op("]q\u0000");
        for (byte level = 0; level < 60; level++)
        {
            writer.Op("](").Raw((byte)'h', level, (byte)'h', level).Op("eq").Raw((byte)(level + 1));
        }

        await AssertAsync(InspectionVerdict.Ok, null, writer.Op(".").ToArray());
    }

    [Fact]
    public async Task List_that_contains_itself_is_visited_once() =>
        await AssertAsync(InspectionVerdict.Ok, null, PickleWriter.Protocol(2).Op("]q\u0000h\u0000a.").ToArray());

    [Fact]
    public async Task Too_many_instructions_are_rejected()
    {
        var options = new InspectionOptions { Pickle = { MaxOpcodes = 100 } };
        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", PickleWriter.Protocol(2).Op(string.Concat(Enumerable.Repeat("N0", 100)) + "N.").ToArray(), options);
    }

    [Fact]
    public async Task Five_times_the_largest_checkpoint_is_followed() =>
        await AssertAsync(InspectionVerdict.Ok, null, PickleWriter.Protocol(2).Op(Repeat("N0", 499_000) + "N.").ToArray());

    [Fact]
    public async Task Compressed_pickle_of_many_instructions_is_rejected_early()
    {
        var pickle = PickleWriter.Protocol(2).Op("}" + Repeat("K\u0001K\u0002s", 10_000_000) + ".").ToArray();
        var source = new CountingSource(new ZipWriter().Add("archive/data.pkl", pickle, packed: true).ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var inspection = await LoraInspector.Default.InspectAsync(source, "a.ckpt");

        Assert.Equal("pickle.limit", Assert.Single(inspection.Issues).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 1024 * 1024);
    }

    [Fact]
    public async Task Decompression_stops_when_a_limit_is_reached()
    {
        var pickle = PickleWriter.Protocol(2).Op(Repeat("N0", 30_000_000) + "N.").ToArray();
        var file = new ZipWriter().Add("archive/data.pkl", pickle, packed: true).ToArray();
        var source = new CountingSource(file);

        await LoraInspector.Default.InspectAsync(source, "a.ckpt");

        // The followed instructions are a thirtieth of the pickle. The end of the file, where the directory is searched, is read too.
        Assert.InRange(source.BytesBefore(file.Length / 2), 1, file.Length / 3);
    }

    [Fact]
    public async Task Too_many_memo_entries_are_rejected()
    {
        var options = new InspectionOptions { Pickle = { MaxMemoEntries = 100 } };
        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", PickleWriter.Protocol(4).Op("N" + new string('\u0094', 200) + ".").ToArray(), options);
    }

    [Fact]
    public async Task Too_many_values_on_the_stack_are_rejected()
    {
        var options = new InspectionOptions { Pickle = { MaxStackDepth = 100 } };
        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", PickleWriter.Protocol(2).Op(new string('(', 200)).ToArray(), options);
    }

    [Fact]
    public async Task Memory_stays_proportional_to_the_file()
    {
        var file = PickleWriter.Protocol(4).Op(string.Concat(Enumerable.Repeat("}\u0094", 1_000_000)) + ".").ToArray();

        await AssertAsync(InspectionVerdict.Invalid, "pickle.limit", file);
    }

    [Fact]
    public async Task ZIP_bomb_is_rejected_without_complete_decompression()
    {
        var bomb = PickleWriter.Protocol(2).Op("B").Raw(0, 0, 0, 4).Raw(new byte[64 * 1024 * 1024]).Op(".").ToArray();
        var file = new ZipWriter().Add("archive/data.pkl", bomb, packed: true).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        await AssertAsync(InspectionVerdict.Invalid, null, file);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 * 1024 * 1024);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    [Fact]
    public async Task Limit_below_one_is_rejected_by_the_constructor()
    {
        var options = new InspectionOptions { Pickle = { MaxOpcodes = 0 } };

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await new LoraInspector(options).InspectAsync(new MemoryByteSource("N."u8.ToArray()), "a.pt"));
    }
}
