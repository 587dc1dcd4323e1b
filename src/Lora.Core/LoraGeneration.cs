using Lora.Generation;
using Lora.Parameters.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Builds generation requests: validates the values, finds each chosen LoRA in the caller's workspace and puts it into the payload.</summary>
/// <remarks>Stores are asked for only when a LoRA was chosen, so models without LoRA work in an application that has none registered.</remarks>
public sealed class LoraGeneration
{
    private readonly IServiceProvider _services;
    private readonly IOptions<LoraManagementOptions> _options;
    private readonly PayloadWriters _writers;

    /// <summary>For dependency injection.</summary>
    /// <param name="services">Where the manager is asked for, once it is needed.</param>
    /// <param name="options">The models, and whether requests carry paths or URLs.</param>
    /// <param name="writers">The host's own payload writers.</param>
    public LoraGeneration(IServiceProvider services, IOptions<LoraManagementOptions> options, IEnumerable<IGenerationPayloadWriter> writers)
    {
        _services = services;
        _options = options;
        _writers = new PayloadWriters(writers);
    }

    /// <summary>Builds the request for a model of the catalogue. See the overload that takes the model.</summary>
    /// <param name="caller">Who calls. It needs <see cref="LoraOperation.Generate"/>.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="values">The values, by parameter name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The request, or every fault; <see cref="LoraErrorCodes.ModelUnknown"/> when the catalogue has no such model.</returns>
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
    /// Builds the request for a model. Every chosen LoRA must be in the workspace of <paramref name="caller"/>. Nothing is sent or saved: call <see cref="RecordUseAsync"/> when the
    /// engine has accepted the request.
    /// </summary>
    /// <param name="caller">Who calls. It needs <see cref="LoraOperation.Generate"/>.</param>
    /// <param name="model">The model.</param>
    /// <param name="values">The values, by parameter name; a LoRA is given by its path or id, none by an empty text. See <see cref="ModelRules.CheckValues"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The request; or every fault, each naming its parameter as <see cref="LoraIssue.Member"/>. A LoRA that was deleted, or that is another workspace's, is
    /// <see cref="LoraErrorCodes.ParameterLora"/>.
    /// </returns>
    /// <exception cref="LoraException">The model itself has faults, or asks for a payload writer that is not registered (<see cref="LoraErrorCodes.ModelInvalid"/>).</exception>
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

        var slots = await chosen.ReferAsync(_options.Value, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Counts one use of each LoRA that a request carries. Call it once, after the engine has accepted the request.</summary>
    /// <param name="caller">Who calls, in the workspace that the request was built in. It needs <see cref="LoraOperation.Generate"/>.</param>
    /// <param name="request">The request. LoRAs that were deleted meanwhile are skipped.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="LoraException">The database failed. The request was sent nevertheless.</exception>
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
