using System.Text;
using Lora.Inspection.Pickle;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Pickle;

/// <summary>Helpers for the tests of pickles.</summary>
public abstract class PickleTest
{
    internal static async Task<PickleScan> ScanAsync(byte[] file, InspectionOptions? options = null) =>
        await PickleScanner.ScanAsync(new MemoryByteSource(file), options ?? new InspectionOptions(), CancellationToken.None);

    internal static Task<PickleScan> ScanAsync(PickleWriter writer) => ScanAsync(writer.ToArray());

    internal static async Task AssertAsync(InspectionVerdict verdict, string? code, byte[] file, InspectionOptions? options = null)
    {
        var scan = await ScanAsync(file, options);
        Assert.True(scan.Verdict == verdict, $"{scan.Verdict}: {string.Join(" | ", scan.Issues.Select(issue => issue.Code + " " + issue.Message))}");
        Assert.Equal(verdict == InspectionVerdict.Ok, scan.Issues.Count == 0);
        if (code is not null)
        {
            Assert.Contains(scan.Issues, issue => issue.Code == code);
        }
    }

    internal static string[] Describe(PickleScan scan)
    {
        var table = Assert.IsType<Lora.Inspection.Tensors.TensorContents>(scan.Contents).Table;
        return [.. table.Entries.ToArray().Select(entry =>
            $"{Encoding.UTF8.GetString(table.NameOf(entry))} {entry.Type} {string.Join('x', table.ShapeOf(entry).ToArray())}")];
    }
}
