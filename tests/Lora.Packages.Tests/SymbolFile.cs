using System.Reflection.Metadata;
using System.Text.Json;

namespace Lora.Packages.Tests;

/// <summary>A portable PDB.</summary>
internal sealed class SymbolFile : IDisposable
{
    private static readonly Guid SourceLinkKind = new("cc110556-a091-4d38-9fec-25ab9a351a6a");
    private static readonly Guid EmbeddedSourceKind = new("0e8a571b-6926-466e-b4ad-8ab04611f5fe");
    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _reader;

    public SymbolFile(byte[] content)
    {
        _provider = MetadataReaderProvider.FromPortablePdbImage([.. content]);
        _reader = _provider.GetMetadataReader();
    }

    public BlobContentId Id => new(_reader.DebugMetadataHeader!.Id);

    /// <summary>The paths of all sources, and whether the file has their text.</summary>
    public IReadOnlyList<(string Path, bool IsEmbedded)> Documents =>
        [.. _reader.Documents.Select(handle => (_reader.GetString(_reader.GetDocument(handle).Name).Replace('\\', '/'), Find(handle, EmbeddedSourceKind).Any()))];

    /// <summary>Where debuggers load sources from: addresses by path, both with <c>*</c> for the rest; empty where the repository has no known remote.</summary>
    public IReadOnlyDictionary<string, string> SourceLink
    {
        get
        {
            var link = Find(EntityHandle.ModuleDefinition, SourceLinkKind).SingleOrDefault();
            if (link.IsNil)
            {
                return new Dictionary<string, string>(StringComparer.Ordinal);
            }

            using var json = JsonDocument.Parse(_reader.GetBlobBytes(_reader.GetCustomDebugInformation(link).Value));
            return json.RootElement.GetProperty("documents").EnumerateObject().ToDictionary(static pair => pair.Name, static pair => pair.Value.GetString()!, StringComparer.Ordinal);
        }
    }

    public void Dispose() => _provider.Dispose();

    private IEnumerable<CustomDebugInformationHandle> Find(EntityHandle parent, Guid kind) =>
        _reader.GetCustomDebugInformation(parent).Where(handle => _reader.GetGuid(_reader.GetCustomDebugInformation(handle).Kind) == kind);
}
