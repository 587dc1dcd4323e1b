using Lora.Generation;
using Lora.Parameters.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Builds generation requests: validates the values, finds each selected LoRA in the caller's workspace and adds it to the payload.</summary>
/// <remarks>Stores are only used if a LoRA is selected, so models without LoRAs work in an application that has no stores registered.</remarks>
public sealed class LoraGeneration
{
    private readonly IServiceProvider _services;
    private readonly IOptions<LoraManagementOptions> _options;
    private readonly PayloadWriters _writers;

    /// <summary>Initializes a new instance, for dependency injection.</summary>
    /// <param name="services">Provides the manager when it is needed.</param>
    /// <param name="options">The models, and whether requests contain paths or URLs.</param>
    /// <param name="writers">The host's payload writers.</param>
    public LoraGeneration(IServiceProvider services, IOptions<LoraManagementOptions> options, IEnumerable<IGenerationPayloadWriter> writers)
    {
        _services = services;
        _options = options;
        _writers = new PayloadWriters(writers);
    }

    /// <summary>Builds the request for a model of the catalog. See the overload that accepts the model.</summary>
    /// <param name="caller">The caller. Needs <see cref="LoraOperation.Generate"/>.</param>
    /// <param name="model">The id of the model.</param>
    /// <param name="values">The values, by parameter name.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The request, or every issue; <see cref="LoraErrorCodes.ModelUnknown"/> if the catalog has no model with this id.</returns>
    public async Task<LoraResult<GenerationRequest>> BuildAsync(
        LoraCaller caller, string model, ModelValues values, CancellationToken cancellationToken = default)
    {
        var models = _options.Value.Models;
        return models.TryGet(model, out var found)
            ? await BuildAsync(caller, found, values, cancellationToken).ConfigureAwait(false)
            : new LoraIssue(
                LoraErrorCodes.ModelUnknown,
                $"There is no model '{model}'. Choose one of these: {string.Join(", ", models.All.Select(known => known.Id))}.",
                "model");
    }

    /// <summary>
    /// Builds the request for a model. Every selected LoRA must be in the workspace of <paramref name="caller"/>. Nothing is sent or saved: call <see cref="RecordUseAsync"/> when the
    /// engine has accepted the request.
    /// </summary>
    /// <param name="caller">The caller. Needs <see cref="LoraOperation.Generate"/>.</param>
    /// <param name="model">The model.</param>
    /// <param name="values">The values, by parameter name. A LoRA is given by its path or id; an empty string selects none. Numbers and booleans can also be text in the invariant culture.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The request; or every issue, each with its parameter as <see cref="LoraIssue.Member"/>. A LoRA that was deleted or belongs to another workspace is reported as
    /// <see cref="LoraErrorCodes.ParameterLora"/>.
    /// </returns>
    /// <exception cref="LoraException">The model is not valid, or its payload writer is not registered (<see cref="LoraErrorCodes.ModelInvalid"/>).</exception>
    public async Task<LoraResult<GenerationRequest>> BuildAsync(
        LoraCaller caller, ModelConfig model, ModelValues values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var workspace = caller.Demand(LoraOperation.Generate);
        ModelCatalog.Check([model]);
        var writer = _writers.For(model);
        var reading = ModelReading.Of(model, values);
        var chosen = new ChosenLoras(_services, workspace, reading);
        await chosen.FindAsync(cancellationToken).ConfigureAwait(false);
        if (InOrder(model, [.. reading.Issues, .. chosen.Issues]) is { Count: > 0 } issues)
        {
            return LoraResult.Failure<GenerationRequest>(issues);
        }

        var slots = await chosen.ResolveAsync(_options.Value, cancellationToken).ConfigureAwait(false);
        if (chosen.Issues.Count > 0)
        {
            return LoraResult.Failure<GenerationRequest>(chosen.Issues);
        }

        var body = writer.Write(new GenerationInput(model, reading.Values, slots));
        if (!body.Succeeded)
        {
            return LoraResult.Failure<GenerationRequest>(body.Issues);
        }

        return new GenerationRequest(model.Id, body.Value, chosen.Ids);
    }

    /// <summary>Counts one use of each LoRA in a request. Call it once, after the engine has accepted the request.</summary>
    /// <param name="caller">The caller, in the workspace for which the request was built. Needs <see cref="LoraOperation.Generate"/>.</param>
    /// <param name="request">The request. LoRAs that have been deleted are skipped.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="LoraException">The database failed. This does not affect the request that was sent.</exception>
    public async Task RecordUseAsync(LoraCaller caller, GenerationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Loras.Count > 0)
        {
            await _services.GetRequiredService<LoraManager>().MarkUsedAsync(caller, request.Loras, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<LoraIssue> InOrder(ModelConfig model, IEnumerable<LoraIssue> issues)
    {
        var order = model.Parameters.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index, StringComparer.Ordinal);
        return [.. issues.OrderBy(issue => order.GetValueOrDefault(issue.Member ?? string.Empty, int.MaxValue))];
    }
}
