using System.Xml.Linq;

namespace Lora.Dependencies;

/// <summary>Reads the licence of a package.</summary>
internal static class Nuspec
{
    /// <summary>Returns the SPDX expression, or the URL of the licence if there is none.</summary>
    /// <exception cref="InvalidDataException">The package has no licence in its nuspec.</exception>
    public static string LicenceOf(string folder, string id)
    {
        var metadata = XDocument.Load(Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec")).Root!.Elements().First(static element => element.Name.LocalName == "metadata").Elements().ToList();
        var licence = metadata.Find(static element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value
            : metadata.Find(static element => element.Name.LocalName == "licenseUrl")?.Value
            ?? licence?.Value
            ?? throw new InvalidDataException($"{id} has no licence in its nuspec. Check its licence before you use it.");
    }
}
