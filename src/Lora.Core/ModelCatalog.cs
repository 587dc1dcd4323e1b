using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Lora.Parameters.BuiltIn;

namespace Lora;

/// <summary>
/// The models that an application offers, initially the built-in ones. A host can add, replace and remove models. Thread-safe; readers see the
/// catalog either before or after a change.
/// </summary>
public sealed class ModelCatalog
{
    private ImmutableSortedDictionary<string, ModelConfig> _models = ImmutableSortedDictionary.Create<string, ModelConfig>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets all models, ordered by id.</summary>
    public IReadOnlyList<ModelConfig> All => [.. _models.Values];

    /// <summary>Gets the model with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is no model with this id.</exception>
    public ModelConfig this[string id] => TryGet(id, out var model) ? model : throw new KeyNotFoundException($"There is no model '{id}'.");

    /// <summary>
    /// Creates a catalog with the built-in models: with LoRAs <c>wan22</c>, <c>flux-krea</c> and <c>z-image</c>, without <c>wan-animate</c>,
    /// <c>infinite-talk</c>, <c>qwen-image-edit</c> and <c>video-upscale</c>.
    /// </summary>
    public static ModelCatalog CreateDefault() => new ModelCatalog().SetAll(BuiltInModels.All);

    /// <summary>Gets the model with this id, if it exists.</summary>
    public bool TryGet(string id, [MaybeNullWhen(false)] out ModelConfig model) => _models.TryGetValue(id, out model);

    /// <summary>Adds a model, or replaces the model with the same id.</summary>
    /// <exception cref="LoraException">The model is not valid (<see cref="LoraErrorCodes.ModelInvalid"/>). The message lists all errors.</exception>
    public ModelCatalog Set(ModelConfig model) => SetAll([model]);

    /// <summary>Adds models from JSON, or replaces those with the same ids. If there is any error, no model is added.</summary>
    /// <param name="json">One model or an array of models. Members are those of <see cref="ModelConfig"/> in camel case.</param>
    /// <exception cref="LoraException">The JSON or a model is not valid (<see cref="LoraErrorCodes.ModelInvalid"/>). The message lists all errors.</exception>
    public ModelCatalog Load(string json) => SetAll(OrThrow(ModelJson.Read(json)));

    /// <summary>Adds models from JSON, or replaces those with the same ids. If there is any error, no model is added.</summary>
    /// <param name="json">One model or an array of models, in UTF-8. Members are those of <see cref="ModelConfig"/> in camel case.</param>
    /// <exception cref="LoraException">The JSON or a model is not valid (<see cref="LoraErrorCodes.ModelInvalid"/>). The message lists all errors.</exception>
    public ModelCatalog Load(Stream json) => SetAll(OrThrow(ModelJson.Read(json)));

    /// <summary>Removes a model, if it exists.</summary>
    public ModelCatalog Remove(string id)
    {
        ImmutableInterlocked.Update(ref _models, static (models, id) => models.Remove(id), id);
        return this;
    }

    private static IReadOnlyList<ModelConfig> OrThrow(LoraResult<IReadOnlyList<ModelConfig>> result) => result.Value ?? throw Invalid(result.Issues);

    private static LoraException Invalid(IReadOnlyList<LoraIssue> issues) =>
        new(LoraErrorCodes.ModelInvalid, string.Join(Environment.NewLine, issues.Select(issue => issue.Message)));

    /// <summary>Throws an exception with every error of the models, if there is any.</summary>
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
