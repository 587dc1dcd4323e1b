using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Lora.Inspection.Safetensors;

/// <summary>Parses the JSON of a header in one pass and collects the tensors and the metadata. Stops at the first problem.</summary>
internal ref struct HeaderParser(Span<byte> header, TensorCollector tensors, InspectionOptions options)
{
    private readonly Span<byte> _header = header;
    private HeaderCursor _cursor = new(header);
    private bool _hasMetadata;

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public List<InspectionIssue> Warnings { get; } = [];

    /// <returns>The problem, or <see langword="null"/>.</returns>
    public InspectionIssue? Parse()
    {
        try
        {
            return ParseHeader();
        }
        catch (JsonException)
        {
            return NotJson();
        }
    }

    private InspectionIssue? ParseHeader()
    {
        _cursor.SkipSpace();
        if (_cursor.Position > 0)
        {
            Warnings.Add(SafetensorsProblems.LeadingSpace());
        }

        if (!_cursor.TryRead((byte)'{'))
        {
            return _cursor.TryRead((byte)'[') || _cursor.TryRead((byte)'"') ? SafetensorsProblems.NotObject() : NotJson();
        }

        _cursor.SkipSpace();
        if (!_cursor.TryRead((byte)'}'))
        {
            do
            {
                if (ParseEntry() is { } problem)
                {
                    return problem;
                }

                _cursor.SkipSpace();
            }
            while (_cursor.TryRead((byte)','));

            if (!_cursor.TryRead((byte)'}'))
            {
                return NotJson();
            }
        }

        _cursor.SkipSpace();
        return _cursor.IsAtEnd ? null : NotJson();
    }

    // Optimized from the first call: a run over many files would otherwise be half over before tiered compilation optimizes it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private InspectionIssue? ParseEntry()
    {
        // A copy can stay in registers.
        var ahead = _cursor;
        ahead.SkipSpace();
        var start = ahead.Position + 1;
        if (ahead.TryReadPlainText(out var name) && ahead.TryReadForm(":"u8) && !IsMetadata(name) && RegularEntry.TryRead(ref ahead, tensors, out var tensor))
        {
            _cursor = ahead;
            return Add(start, name, tensor);
        }

        return ParseOddEntry();
    }

    private InspectionIssue? ParseOddEntry()
    {
        _cursor.SkipSpace();
        if (!TryReadName(out var range))
        {
            return NotJson();
        }

        _cursor.SkipSpace();
        if (!_cursor.TryRead((byte)':'))
        {
            return NotJson();
        }

        _cursor.SkipSpace();
        var name = _header[range];
        return IsMetadata(name) ? ParseMetadata() : ParseOddTensor(range.Start.Value, name);
    }

    private static bool IsMetadata(ReadOnlySpan<byte> name) => name.SequenceEqual("__metadata__"u8);

    private bool TryReadName(out Range range)
    {
        var start = _cursor.Position + 1;
        if (_cursor.TryReadPlainText(out var plain))
        {
            range = start..(start + plain.Length);
            return true;
        }

        range = default;
        var reader = StrictJson.ReaderOf(_cursor.Rest);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        _cursor.Position += (int)reader.BytesConsumed;
        // A string without its escapes is never longer, so it fits in its place.
        range = start..(start + StrictJson.Unescape(ref reader, _header[start..]));
        return true;
    }

    private InspectionIssue? ParseMetadata()
    {
        if (_hasMetadata)
        {
            return SafetensorsProblems.MetadataTwice();
        }

        _hasMetadata = true;
        var issue = HeaderMetadata.Read(_cursor.Rest, Metadata, options.MaxMetadataEntries, out var length);
        _cursor.Position += length;
        if (issue is { Severity: InspectionSeverity.Warning })
        {
            Warnings.Add(issue);
            return null;
        }

        return issue;
    }

    private InspectionIssue? ParseOddTensor(int start, ReadOnlySpan<byte> name)
    {
        if (OddEntry.Read(_cursor.Rest, name, tensors.Dimensions, out var tensor, out var length) is { } problem)
        {
            return problem;
        }

        _cursor.Position += length;
        return Add(start, name, tensor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly InspectionIssue? Add(int start, ReadOnlySpan<byte> name, in TensorDescription tensor)
    {
        if (TensorSize.Check(name, tensor) is { } problem)
        {
            return problem;
        }

        if (tensors.HasTooManyDimensions)
        {
            return SafetensorsProblems.BadShape(name);
        }

        if (tensors.Entries.Length == options.MaxTensors)
        {
            return SafetensorsProblems.TooManyTensors(options.MaxTensors);
        }

        tensors.Add(start, name.Length, tensor);
        return null;
    }

    private readonly InspectionIssue NotJson() => SafetensorsProblems.NotJson(_cursor.Position);
}
