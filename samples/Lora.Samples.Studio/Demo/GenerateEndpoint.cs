using System.Text.Json.Nodes;
using Lora.Client;
using Lora.Generation;
using Lora.Management;
using Lora.Parameters;
using Microsoft.Extensions.Options;

namespace Lora.Samples.Studio.Demo;

/// <summary>What a host's own endpoint looks like that builds the request for its engine. This one only answers what it would send.</summary>
internal static class GenerateEndpoint
{
    public static void MapGenerate(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/generate/{model}", async (
            string model, JsonObject values, LoraGeneration generation, ILoraCaller caller, IOptions<LoraManagementOptions> options, CancellationToken cancellationToken) =>
        {
            if (!options.Value.Models.TryGet(model, out var config))
            {
                return Results.NotFound();
            }

            var workspace = await caller.GetWorkspaceAsync(cancellationToken);
            var given = ModelValues.From(values.Select(pair => KeyValuePair.Create<string, object?>(pair.Key, pair.Value?.GetValue<object>())));
            var result = await generation.BuildAsync(workspace, config, given, cancellationToken);
            return result.Succeeded ? Results.Json(result.Value.Payload) : Results.UnprocessableEntity(new { issues = result.Issues });
        }).WithName("Generate");
}
