using Lora.Parameters.Rules;
using Lora.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Generation;

/// <summary>The LoRAs that the values of one request select: looked up in one workspace and resolved to the references that the engine receives.</summary>
internal sealed class ChosenLoras(IServiceProvider services, LoraWorkspaceId workspace, ModelReading reading)
{
    private readonly Dictionary<string, LoraRecord?> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<LoraId, string> _references = [];
    private readonly List<LoraIssue> _issues = [];
    private readonly List<ModelParameter> _slots = [.. reading.Active.Where(parameter => parameter.Type == ModelParameterType.LoraSelector)];

    /// <summary>Gets the problems, in the order of the slots.</summary>
    public IReadOnlyList<LoraIssue> Issues => _issues;

    /// <summary>Gets the ids of the LoRAs that were found, without duplicates, in the order of their slots.</summary>
    public IReadOnlyList<LoraId> Ids => [.. _slots.Select(RecordOf).OfType<LoraRecord>().Select(record => record.Id).Distinct()];

    /// <summary>Looks up the LoRAs. A LoRA that several slots select is looked up once.</summary>
    public async Task FindAsync(CancellationToken cancellationToken)
    {
        foreach (var slot in _slots)
        {
            if (TextOf(slot) is not { Length: > 0 } text)
            {
                continue;
            }

            if (!_found.TryGetValue(text, out var record))
            {
                record = LoraText.IsPrintable(text) ? await Manager().FindAsync(workspace, text, cancellationToken).ConfigureAwait(false) : null;
                _found.Add(text, record);
            }

            if (record is null)
            {
                _issues.Add(ModelSentences.LoraMissing(slot));
            }
        }
    }

    /// <summary>Returns every slot with the path or URL of its LoRA.</summary>
    public async Task<IReadOnlyList<GenerationLora>> ResolveAsync(LoraManagementOptions options, CancellationToken cancellationToken)
    {
        var loras = new List<GenerationLora>();
        foreach (var slot in _slots)
        {
            var reference = RecordOf(slot) is { } record ? await ResolveAsync(slot, record, options, cancellationToken).ConfigureAwait(false) : string.Empty;
            loras.Add(new GenerationLora(slot, reference, WeightOf(slot)));
        }

        return loras;
    }

    private async Task<string> ResolveAsync(ModelParameter slot, LoraRecord record, LoraManagementOptions options, CancellationToken cancellationToken)
    {
        if (_references.TryGetValue(record.Id, out var known))
        {
            return known;
        }

        var reference = options.References switch
        {
            LoraReferenceKind.Url => await SignAsync(slot, record, cancellationToken).ConfigureAwait(false),
            LoraReferenceKind.Name => NameOf(record, options.KeyPrefix),
            _ => Manager().GetPath(record),
        };
        _references.Add(record.Id, reference);
        return reference;
    }

    private async Task<string> SignAsync(ModelParameter slot, LoraRecord record, CancellationToken cancellationToken)
    {
        var signed = await Manager().GetUrlAsync(workspace, record.Id, null, cancellationToken).ConfigureAwait(false);
        _issues.AddRange(signed.Issues.Select(issue =>
            issue.Code == LoraErrorCodes.LoraNotFound ? ModelSentences.LoraMissing(slot) : issue with { Member = slot.Name }));
        return signed.Value?.Url.AbsoluteUri ?? string.Empty;
    }

    private LoraManager Manager() => services.GetRequiredService<LoraManager>();

    private string? TextOf(ModelParameter slot) => reading.Values[slot.Name] as string;

    private LoraRecord? RecordOf(ModelParameter slot) => TextOf(slot) is { } text ? _found.GetValueOrDefault(text) : null;

    private decimal WeightOf(ModelParameter slot) => slot.Lora?.Weight is { } weight && reading.Values[weight] is decimal value ? value : 1;

    private static string NameOf(LoraRecord record, string prefix) =>
        prefix.Length > 0 && record.StorageKey.StartsWith($"{prefix}/", StringComparison.Ordinal) ? record.StorageKey[(prefix.Length + 1)..] : record.StorageKey;
}
