using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Lora.Parameters;

/// <summary>The models an application offers. Starts with the built-in ones; a host adds, replaces and removes.</summary>
public sealed class ModelCatalog
{
    private readonly ConcurrentDictionary<string, ModelConfig> _models = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All models, by id.</summary>
    public IReadOnlyList<ModelConfig> All => [.. _models.Values.OrderBy(model => model.Id, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The model of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ModelConfig this[string id] => TryGet(id, out var model) ? model : throw new KeyNotFoundException($"There is no model '{id}'.");

    /// <summary>Makes a catalogue with the built-in models.</summary>
    public static ModelCatalog CreateDefault() => new();

    /// <summary>Finds a model.</summary>
    public bool TryGet(string id, [MaybeNullWhen(false)] out ModelConfig model) => _models.TryGetValue(id, out model);

    /// <summary>Adds a model, or replaces the one that has its id.</summary>
    public ModelCatalog Set(ModelConfig model)
    {
        _models[model.Id] = model;
        return this;
    }

    /// <summary>Removes a model, if it is there.</summary>
    public ModelCatalog Remove(string id)
    {
        _models.TryRemove(id, out _);
        return this;
    }
}
