using System.Text;
using FsCheck.Xunit;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Tests.Safetensors;

/// <summary>The reader gives the results of the reference rules on headers of every form.</summary>
public sealed class HeaderPropertyTests
{
    [Property(MaxTest = 5000)]
    public void Reader_gives_the_result_of_the_reference_rules(Guid seed)
    {
        var (header, dataLength) = new HeaderMaker(new Random(seed.GetHashCode())).Make();
        var expected = HeaderOracle.Read(header, dataLength);

        var reading = SafetensorsReader.Read((byte[])header.Clone(), 8 + header.Length + dataLength);

        var text = Encoding.UTF8.GetString(header);
        Assert.True((expected is not null) == reading.IsValid, $"{text} {string.Join(" ", reading.Issues)}");
        if (expected is not null)
        {
            Assert.Equal(expected, Describe(reading.Contents!.Table));
        }
        else
        {
            Assert.Contains(reading.Issues, issue => issue.Severity == InspectionSeverity.Error && issue.Message.Length > 0);
        }
    }

    [Property(MaxTest = 5000)]
    public void Fast_path_gives_the_result_of_the_slow_path(Guid seed)
    {
        var (header, _) = new HeaderMaker(new Random(seed.GetHashCode())).Make();
        var entry = header.AsSpan(Math.Max(0, header.AsSpan().IndexOf(":{"u8)) + 1);
        using var tensors = new TensorCollector(header);
        var cursor = new HeaderCursor(entry);
        if (!RegularEntry.TryRead(ref cursor, tensors, out var fast))
        {
            Assert.Equal((0, 0), (cursor.Position, tensors.Dimensions.Count));
            return;
        }

        var dimensions = tensors.Dimensions.Items.ToArray();
        tensors.Dimensions.TruncateTo(0);

        Assert.Null(OddEntry.Read(entry, "name"u8, tensors.Dimensions, out var slow, out var length));
        Assert.Equal(fast, slow);
        Assert.Equal(cursor.Position, length);
        Assert.Equal(dimensions, tensors.Dimensions.Items.ToArray());
    }

    [Fact]
    public void Generated_headers_are_valid_often_enough()
    {
        var valid = Enumerable.Range(0, 1000).Count(seed =>
        {
            var (header, dataLength) = new HeaderMaker(new Random(seed)).Make();
            return HeaderOracle.Read(header, dataLength) is { Count: > 0 };
        });

        Assert.InRange(valid, 250, 850);
    }

    private static List<string> Describe(TensorTable table)
    {
        var found = new List<string>();
        foreach (var entry in table.Entries)
        {
            found.Add($"{Encoding.UTF8.GetString(table.NameOf(entry))} {entry.Type} [{string.Join(',', table.ShapeOf(entry).ToArray())}] {entry.Begin}-{entry.End}");
        }

        return found;
    }
}
