using System.Xml.Linq;

namespace Lora.Storage.S3.Buckets;

/// <summary>Reads S3's XML regardless of its namespace, because some servers write none.</summary>
internal static class XmlChildren
{
    public static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static string? Value(this XElement element, string name) => element.Child(name)?.Value;

    public static IEnumerable<string> Values(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name).Select(static child => child.Value);
}
