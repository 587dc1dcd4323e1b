using System.Text.RegularExpressions;
using Lora.Architecture.Tests;

namespace Lora.Documentation.Tests;

public sealed partial class LinkTests
{
    [Fact]
    public void Relative_link_leads_to_a_file_and_heading_that_exist()
    {
        var broken =
            from path in Document.Paths
            from link in Link().Matches(File.ReadAllText(path))
            where !Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Groups["path"].Value), link.Groups["heading"].Value)
            select $"{Repository.Relative(path)}: {link.Value}";
        Assert.Empty(broken);
    }

    private static bool Exists(string path, string heading) =>
        (File.Exists(path) || Directory.Exists(path)) && (heading.Length == 0 || File.ReadLines(path).Where(static line => line.StartsWith('#')).Select(Anchor).Contains(heading, StringComparer.Ordinal));

    /// <summary>Returns the anchor that GitHub gives a heading.</summary>
    private static string Anchor(string heading) => Punctuation().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]+)(#(?<heading>[^)]+))?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex Punctuation();
}
