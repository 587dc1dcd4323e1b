using System.Text.RegularExpressions;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>The package Lora.Testing as its users get it.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class GuestTestProjectTests(PackageFeed feed)
{
    [Fact]
    public async Task Packages_serve_a_test_project_outside_the_repository()
    {
        using var folder = new TemporaryFolder();
        var output = await GuestTestProject.RunAsync(folder, feed);
        Assert.InRange(int.Parse(Passed().Match(output).Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), 30, 100);
    }

    [GeneratedRegex(@"Passed!\s+-\s+Failed:\s+0, Passed:\s+(?<count>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Passed();
}
