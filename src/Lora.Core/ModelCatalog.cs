using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Lora.Parameters.BuiltIn;

namespace Lora;

/// <summary>
/// The models an application offers. Starts with the built-in ones; a host adds, replaces and removes. Safe to use from many threads; whoever reads sees the
/// catalogue before a change or after it.
/// </summary>
public sealed class ModelCatalog
{
    private ImmutableSortedDictionary<string, ModelConfig> _models = ImmutableSortedDictionary.Create<string, ModelConfig>(StringComparer.OrdinalIgnoreCase);

    /// <summary>All models, by id.</summary>
    public IReadOnlyList<ModelConfig> All => [.. _models.Values];

    /// <summary>The model of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ModelConfig this[string id] => TryGet(id, out var model) ? model : throw new KeyNotFoundException($"There is no model '{id}'.");

    /// <summary>
    /// Makes a catalogue with the built-in models: with LoRAs <c>wan22</c>, <c>flux-krea</c> and <c>z-image</c>, without <c>wan-animate</c>,
    /// <c>infinite-talk</c>, <c>qwen-image-edit</c> and <c>video-upscale</c>.
    /// </summary>
    public static ModelCatalog CreateDefault() => new ModelCatalog().SetAll(BuiltInModels.All);

    /// <summary>Finds a model.</summary>
    public bool TryGet(string id, [MaybeNullWhen(false)] out ModelConfig model) => _models.TryGetValue(id, out model);

    /// <summary>Adds a model, or replaces the one that has its id.</summary>
    /// <exception cref="LoraException">The model has faults (<see cref="LoraErrorCodes.ModelInvalid"/>); the message names them all.</exception>
    public ModelCatalog Set(ModelConfig model) => SetAll([model]);

    /// <summary>Adds models written as JSON, or replaces those that have their ids; all of them or, when there is any fault, none.</summary>
    /// <param name="json">One model or an array of models. See <see cref="ModelJson"/>.</param>
    /// <exception cref="LoraException">The text or a model has faults (<see cref="LoraErrorCodes.ModelInvalid"/>); the message names them all.</exception>
    public ModelCatalog Load(string json) => SetAll(OrThrow(ModelJson.Read(json)));

    /// <summary>Adds models written as JSON, or replaces those that have their ids; all of them or, when there is any fault, none.</summary>
    /// <param name="json">One model or an array of models, in UTF-8. See <see cref="ModelJson"/>.</param>
    /// <exception cref="LoraException">The text or a model has faults (<see cref="LoraErrorCodes.ModelInvalid"/>); the message names them all.</exception>
    public ModelCatalog Load(Stream json) => SetAll(OrThrow(ModelJson.Read(json)));

    /// <summary>Removes a model, if it is there.</summary>
    public ModelCatalog Remove(string id)
    {
        ImmutableInterlocked.Update(ref _models, static (models, id) => models.Remove(id), id);
        return this;
    }

    private static IReadOnlyList<ModelConfig> OrThrow(LoraResult<IReadOnlyList<ModelConfig>> result) => result.Value ?? throw Invalid(result.Issues);

    private static LoraException Invalid(IReadOnlyList<LoraIssue> issues) =>
        new(LoraErrorCodes.ModelInvalid, string.Join(Environment.NewLine, issues.Select(issue => issue.Message)));

    /// <summary>Throws with every fault of the models, if there is any.</summary>
    internal static void Check(IReadOnlyList<ModelConfig> models)
    {
        var issues = models.SelectMany(ModelRules.CheckModel).ToList();
        if (issues.Count > 0)
        {
            throw Invalid(issues);
        }
    }

    private ModelCatalog SetAll(IReadOnlyList<ModelConfig> models)
    {
        Check(models);
        var added = models.Select(model => KeyValuePair.Create(model.Id, model.WithCanonicalDefaults())).ToList();
        ImmutableInterlocked.Update(ref _models, static (models, added) => models.SetItems(added), added);
        return this;
    }
}
