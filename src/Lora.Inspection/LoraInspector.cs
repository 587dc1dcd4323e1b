using Lora.Inspection.Formats;
using Lora.Inspection.Identification;
using Lora.Inspection.Metadata;
using Lora.Inspection.Pickle;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Tensors;

namespace Lora.Inspection;

/// <summary>
/// Says what a file is by reading its header and a few bytes of alpha, or by walking its pickle. Nothing in a file is ever run, and the tensors are not read.
/// Safe for several threads at once.
/// </summary>
public sealed class LoraInspector : ILoraInspector
{
    private readonly InspectionOptions _options;
    private readonly LoraRuleSet _rules;

    /// <summary>Makes an inspector.</summary>
    /// <param name="options">The limits; <see langword="null"/> for the defaults. They must not change afterwards.</param>
    /// <param name="rules">The families to know; <see langword="null"/> for <see cref="LoraRuleSet.Default"/>.</param>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public LoraInspector(InspectionOptions? options = null, LoraRuleSet? rules = null)
    {
        _options = options ?? new InspectionOptions();
        _options.Validate();
        _rules = rules ?? LoraRuleSet.Default;
    }

    /// <summary>An inspector with the default limits and rules.</summary>
    public static LoraInspector Default { get; } = new();

    /// <summary>Inspects a file. Whatever is wrong with the file itself is part of the answer; only the reading of it can throw.</summary>
    /// <param name="source">Its bytes.</param>
    /// <param name="fileName">Its name, with its extension. Folders in front of it may help to tell experts apart.</param>
    /// <param name="cancellationToken">Stops the inspection.</param>
    /// <exception cref="MissingBytesException">The source has only pieces of the file, and not those that are needed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fileName);
        var start = new byte[(int)Math.Min(source.Length, FileStart.Length)];
        if (start.Length > 0)
        {
            await source.ReadAsync(0, start, cancellationToken).ConfigureAwait(false);
        }

        var (format, issue) = FileStart.Recognise(start, source.Length, fileName);
        return format switch
        {
            LoraFileFormat.Safetensors => await InspectSafetensorsAsync(source, start, fileName, cancellationToken).ConfigureAwait(false),
            LoraFileFormat.Pickle => await InspectPickleAsync(source, fileName, cancellationToken).ConfigureAwait(false),
            _ => new LoraInspection { Verdict = InspectionVerdict.Invalid, Issues = [issue!] },
        };
    }

    /// <summary>Says which base model metadata alone names: never as sure as the tensors are.</summary>
    /// <param name="metadata">The metadata of a header, as it stands there.</param>
    /// <param name="fromTensors">The family that the tensors tell, where it is known; metadata then only refines it.</param>
    public LoraFamilyFinding FindFamily(IReadOnlyDictionary<string, string> metadata, string? fromTensors = null)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return MetadataFamily.Find(metadata, _rules, fromTensors);
    }

    private async Task<LoraInspection> InspectSafetensorsAsync(ILoraByteSource source, byte[] start, string fileName, CancellationToken cancellationToken)
    {
        using var reading = await SafetensorsReader.ReadAsync(source, start, _options, cancellationToken).ConfigureAwait(false);
        var issues = new List<InspectionIssue>(reading.Issues);
        if (FileStart.HasPickleName(fileName))
        {
            issues.Add(FileFaults.SafetensorsNamedPickle());
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
            issues.Add(FileFaults.PickleNamedSafetensors());
        }

        return Describe(LoraFileFormat.Pickle, scan.Verdict, issues, scan.Contents, alpha: null, fileName);
    }

    private LoraInspection Describe(LoraFileFormat format, InspectionVerdict verdict, List<InspectionIssue> issues, TensorContents? contents, InspectionRange? alpha, string fileName)
    {
        var inspection = new LoraInspection { Format = format };
        if (contents is not null)
        {
            var identification = LoraIdentifier.Identify(contents, fileName, alpha, _rules);
            issues.AddRange(identification.Issues);
            inspection = inspection with
            {
                Identification = identification,
                Metadata = MetadataReader.Read(contents.Metadata, _options.MaxThumbnailLength),
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

    // The errors of a pickle are weighed by its own verdict already; those of its name and of containers are not.
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
