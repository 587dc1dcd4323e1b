using Lora.Inspection.Formats;
using Lora.Inspection.Hashing;
using Lora.Inspection.Identification;
using Lora.Inspection.Metadata;
using Lora.Inspection.Pairing;
using Lora.Inspection.Pickle;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Sources;
using Lora.Inspection.Tensors;

namespace Lora.Inspection;

/// <summary>
/// Reads a LoRA file and returns what it is: format, base model, kind of network, rank, trigger words, and whether it is safe to load. Reads the header of a safetensors file
/// and a few bytes of alpha, or follows the instructions of a pickle; never executes anything and never reads the tensors. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <example>
/// <code>
/// using Lora.Inspection;
///
/// var inspection = await LoraInspector.Default.InspectFileAsync("loras/style.safetensors");
/// if (inspection.Verdict == InspectionVerdict.Dangerous)
/// {
///     throw new InvalidOperationException(inspection.Issues[0].Message);
/// }
///
/// var family = inspection.Identification.Family;               // "flux1", Certain
/// var words = inspection.Metadata.TriggerWords;                // ["sks style"]
/// await using var file = File.OpenRead("loras/style.safetensors");
/// var hashes = await LoraInspector.HashAsync(file);            // SHA-256, AutoV2, AutoV3, CRC-32
/// </code>
/// </example>
/// </remarks>
public sealed class LoraInspector : ILoraInspector
{
    /// <summary>
    /// The version of the built-in rules. It increases when the same file can have other facts than before; facts with a lower <see cref="LoraInspection.RulesVersion"/> are
    /// out of date.
    /// </summary>
    public const int RulesVersion = 2;

    private readonly InspectionOptions _options;
    private readonly LoraRuleSet _rules;

    /// <summary>Creates an inspector.</summary>
    /// <param name="options">The limits, which must not change afterwards, or <see langword="null"/> for the defaults.</param>
    /// <param name="rules">The families to recognize, or <see langword="null"/> for <see cref="LoraRuleSet.Default"/>.</param>
    /// <exception cref="InvalidOperationException">An option is out of range.</exception>
    public LoraInspector(InspectionOptions? options = null, LoraRuleSet? rules = null)
    {
        _options = options ?? new InspectionOptions();
        _options.Validate();
        _rules = rules ?? LoraRuleSet.Default;
    }

    /// <summary>Gets an inspector with the default limits and rules.</summary>
    public static LoraInspector Default { get; } = new();

    /// <summary>Computes all hashes of a file in one pass, from the current position of a stream to its end.</summary>
    /// <param name="stream">The stream to read.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static Task<LoraHashes> HashAsync(Stream stream, CancellationToken cancellationToken = default) => LoraHasher.HashAsync(stream, cancellationToken);

    /// <summary>Returns the noise expert that a file name says, such as high for <c>style_HighNoise.safetensors</c>.</summary>
    /// <param name="fileName">The name of the file, with or without its extension.</param>
    public static LoraExpertMatch FindExpert(string fileName) => ExpertNames.Find(fileName);

    /// <summary>Inspects a file on disk. Problems of the file are part of the result.</summary>
    /// <param name="path">The path of the file. The names of the file and its folder may say the noise expert.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="IOException">The file does not exist or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied, or the path is a folder.</exception>
    public async Task<LoraInspection> InspectFileAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var source = new FileByteSource(path);
        return await InspectAsync(source, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Inspects a file behind a stream. Problems of the file are part of the result.</summary>
    /// <param name="stream">A stream that can read and seek. It stays open, and its position changes.</param>
    /// <param name="fileName">The name of the file with its extension.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="ArgumentException">The stream can't read or can't seek.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public Task<LoraInspection> InspectAsync(Stream stream, string fileName, CancellationToken cancellationToken = default) =>
        InspectAsync(new StreamByteSource(stream), fileName, cancellationToken);

    /// <summary>Inspects a file in memory. Problems of the file are part of the result.</summary>
    /// <param name="content">All bytes of the file.</param>
    /// <param name="fileName">The name of the file with its extension.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task<LoraInspection> InspectAsync(ReadOnlyMemory<byte> content, string fileName, CancellationToken cancellationToken = default) =>
        InspectAsync(new MemoryByteSource(content), fileName, cancellationToken);

    /// <summary>Inspects a file. Problems of the file are part of the result.</summary>
    /// <param name="source">The bytes of the file. Only the ranges that are needed are read.</param>
    /// <param name="fileName">The name of the file with its extension. A folder in front of it may say the noise expert.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="IOException">The source can't be read.</exception>
    public async Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fileName);
        var start = new byte[(int)Math.Min(source.Length, FileStart.Length)];
        if (start.Length > 0)
        {
            await source.ReadAsync(0, start, cancellationToken).ConfigureAwait(false);
        }

        var (format, issue) = FileStart.Recognize(start, source.Length, fileName);
        return format switch
        {
            LoraFileFormat.Safetensors => await InspectSafetensorsAsync(source, start, fileName, cancellationToken).ConfigureAwait(false),
            LoraFileFormat.Pickle => await InspectPickleAsync(source, fileName, cancellationToken).ConfigureAwait(false),
            _ => new LoraInspection { RulesVersion = RulesVersion, Verdict = InspectionVerdict.Invalid, Issues = [issue!] },
        };
    }

    /// <summary>Returns the base model that metadata alone names. The result is never certain.</summary>
    /// <param name="metadata">The metadata as it stands in the header.</param>
    public LoraFamilyMatch FindFamily(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return MetadataFamily.Find(metadata, _rules);
    }

    private async Task<LoraInspection> InspectSafetensorsAsync(ILoraByteSource source, byte[] start, string fileName, CancellationToken cancellationToken)
    {
        using var reading = await SafetensorsReader.ReadAsync(source, start, _options, cancellationToken).ConfigureAwait(false);
        var issues = new List<InspectionIssue>(reading.Issues);
        if (FileStart.HasPickleName(fileName))
        {
            issues.Add(FileProblems.SafetensorsNamedPickle());
        }

        var alpha = AlphaReading.None;
        if (reading.Contents is { } contents)
        {
            alpha = await AlphaReader.ReadAsync(source, contents, _options, cancellationToken).ConfigureAwait(false);
        }

        if (alpha.Issue is { } unread)
        {
            issues.Add(unread);
        }

        return Describe(LoraFileFormat.Safetensors, InspectionVerdict.Ok, issues, reading.Contents, alpha.Range, fileName);
    }

    private async Task<LoraInspection> InspectPickleAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken)
    {
        var scan = await PickleScanner.ScanAsync(source, _options, cancellationToken).ConfigureAwait(false);
        var issues = new List<InspectionIssue>(scan.Issues);
        if (FileStart.HasSafetensorsName(fileName))
        {
            issues.Add(FileProblems.PickleNamedSafetensors());
        }

        return Describe(LoraFileFormat.Pickle, scan.Verdict, issues, scan.Contents, alpha: null, fileName);
    }

    private LoraInspection Describe(LoraFileFormat format, InspectionVerdict verdict, List<InspectionIssue> issues, TensorContents? contents, InspectionRange? alpha, string fileName)
    {
        var inspection = new LoraInspection { RulesVersion = RulesVersion, Format = format };
        if (contents is not null)
        {
            var identification = Identifier.Identify(contents, fileName, alpha, _rules);
            issues.AddRange(identification.Issues);
            var metadata = MetadataReader.Read(contents.Metadata, _options.MaxThumbnailLength);
            if (metadata.Thumbnail is null && ThumbnailReader.FindIssue(contents.Metadata, _options.MaxThumbnailLength) is { } unread)
            {
                issues.Add(unread);
            }

            inspection = inspection with
            {
                Identification = identification,
                Metadata = metadata,
                Tensors = contents.Table.Count,
                Parameters = CountParameters(contents.Table),
                DataStart = contents.DataStart >= 0 ? contents.DataStart : null,
            };
        }

        if (verdict < InspectionVerdict.Invalid && issues.Exists(issue => issue.Severity == InspectionSeverity.Error && IsOfTheFile(issue)))
        {
            verdict = InspectionVerdict.Invalid;
        }

        return inspection with { Verdict = verdict, Issues = [.. issues.OrderByDescending(issue => issue.Severity)] };
    }

    // The verdict of a pickle already covers its own errors, but not those of its name and its container.
    private static bool IsOfTheFile(InspectionIssue issue) =>
        issue.Code.StartsWith("file.", StringComparison.Ordinal) || issue.Code.StartsWith("safetensors.", StringComparison.Ordinal);

    private static long CountParameters(TensorTable table)
    {
        var count = 0L;
        foreach (ref readonly var entry in table.Entries)
        {
            var product = 1UL;
            foreach (var dimension in table.ShapeOf(entry))
            {
                product = unchecked(product * (ulong)dimension);
            }

            count = unchecked(count + (long)product);
        }

        return count;
    }
}
