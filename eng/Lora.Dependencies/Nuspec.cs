using System.Xml.Linq;

namespace Lora.Dependencies;

/// <summary>Reads the licence of a package.</summary>
internal static class Nuspec
{
    /// <summary>The licences of old packages, which name a URL only.</summary>
    private static readonly Dictionary<string, string> Expressions = new(StringComparer.Ordinal)
    {
        ["https://raw.githubusercontent.com/xunit/xunit/master/license.txt"] = "Apache-2.0",
    };

    /// <summary>Returns the SPDX expression, or the URL of the licence if there is none.</summary>
    /// <exception cref="InvalidDataException">The package has no licence in its nuspec.</exception>
    public static string LicenceOf(string folder, string id)
    {
        var metadata = XDocument.Load(Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec")).Root!.Elements().First(static element => element.Name.LocalName == "metadata").Elements().ToList();
        var licence = metadata.Find(static element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value
            : metadata.Find(static element => element.Name.LocalName == "licenseUrl")?.Value is { } url ? Expressions.GetValueOrDefault(url, url)
            : licence?.Value
            ?? throw new InvalidDataException($"{id} has no licence in its nuspec. Check its licence before you use it.");
    }
}
