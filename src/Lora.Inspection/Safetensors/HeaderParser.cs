using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Lora.Inspection.Safetensors;

/// <summary>Walks the JSON of a header once, and gathers its tensors and its metadata. It stops at the first fault.</summary>
internal ref struct HeaderParser(Span<byte> header, TensorCollector tensors, InspectionOptions options)
{
    private readonly Span<byte> _header = header;
    private HeaderCursor _cursor = new(header);
    private bool _hasMetadata;

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public List<InspectionIssue> Warnings { get; } = [];

    /// <returns>The fault, or <see langword="null"/>.</returns>
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
            Warnings.Add(SafetensorsFaults.LeadingSpace());
        }

        if (!_cursor.TryTake((byte)'{'))
        {
            return _cursor.TryTake((byte)'[') || _cursor.TryTake((byte)'"') ? SafetensorsFaults.NotObject() : NotJson();
        }

        _cursor.SkipSpace();
        if (!_cursor.TryTake((byte)'}'))
        {
            do
            {
                if (ParseEntry() is { } fault)
                {
                    return fault;
                }

                _cursor.SkipSpace();
            }
            while (_cursor.TryTake((byte)','));

            if (!_cursor.TryTake((byte)'}'))
            {
                return NotJson();
            }
        }

        _cursor.SkipSpace();
        return _cursor.IsAtEnd ? null : NotJson();
    }

    // This and what it calls for each tensor is compiled well at once: a run over many files would else be half over before it is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private InspectionIssue? ParseEntry()
    {
        // A copy can stay in registers.
        var ahead = _cursor;
        ahead.SkipSpace();
        var start = ahead.Position + 1;
        if (ahead.TryTakePlainText(out var name) && ahead.TryTakeForm(":"u8) && !IsMetadata(name) && RegularEntry.TryRead(ref ahead, tensors, out var tensor))
        {
            _cursor = ahead;
            return Add(start, name, tensor);
        }

        return ParseOddEntry();
    }

    private InspectionIssue? ParseOddEntry()
    {
        _cursor.SkipSpace();
        if (!TryTakeName(out var range))
        {
            return NotJson();
        }

        _cursor.SkipSpace();
        if (!_cursor.TryTake((byte)':'))
        {
            return NotJson();
        }

        _cursor.SkipSpace();
        var name = _header[range];
        return IsMetadata(name) ? ParseMetadata() : ParseOddTensor(range.Start.Value, name);
    }

    private static bool IsMetadata(ReadOnlySpan<byte> name) => name.SequenceEqual("__metadata__"u8);

    private bool TryTakeName(out Range range)
    {
        var start = _cursor.Position + 1;
        if (_cursor.TryTakePlainText(out var plain))
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
        // A text without its escapes is never longer, so it fits where it stood.
        range = start..(start + StrictJson.Unescape(ref reader, _header[start..]));
        return true;
    }

    private InspectionIssue? ParseMetadata()
    {
        if (_hasMetadata)
        {
            return SafetensorsFaults.MetadataTwice();
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
        if (!RegularEntry.TryReadInAnyOrder(ref _cursor, tensors, out var tensor))
        {
            if (OddEntry.Read(_cursor.Rest, name, tensors.Dimensions, out tensor, out var length) is { } fault)
            {
                return fault;
            }

            _cursor.Position += length;
        }

        return Add(start, name, tensor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly InspectionIssue? Add(int start, ReadOnlySpan<byte> name, in TensorDescription tensor)
    {
        if (TensorSize.Check(name, tensor) is { } misfit)
        {
            return misfit;
        }

        if (tensors.HasTooManyDimensions)
        {
            return SafetensorsFaults.BadShape(name);
        }

        if (tensors.Entries.Length == options.MaxTensors)
        {
            return SafetensorsFaults.TooManyTensors(options.MaxTensors);
        }

        tensors.Add(start, name.Length, tensor);
        return null;
    }

    private readonly InspectionIssue NotJson() => SafetensorsFaults.NotJson(_cursor.Position);
}
