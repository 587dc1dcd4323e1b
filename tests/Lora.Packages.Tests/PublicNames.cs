using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lora.Packages.Tests;

/// <summary>The public API of an assembly that is not loaded.</summary>
internal static class PublicNames
{
    /// <summary>The names of all public types, methods and properties.</summary>
    public static HashSet<string> Of(byte[] assembly)
    {
        using var image = new PEReader([.. assembly]);
        var metadata = image.GetMetadataReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(static type => (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public))
        {
            names.Add(metadata.GetString(type.Name).Split('`')[0]);
            var methods = type.GetMethods().Select(metadata.GetMethodDefinition).Where(static method => (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public);
            names.UnionWith(methods.Select(method => metadata.GetString(method.Name)));
            names.UnionWith(type.GetProperties().Select(property => metadata.GetString(metadata.GetPropertyDefinition(property).Name)));
        }

        return names;
    }
}
