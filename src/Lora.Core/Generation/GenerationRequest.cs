using System.Text.Json.Nodes;
using Lora.Catalog;

namespace Lora.Generation;

/// <summary>What is sent to a generation engine.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Payload">The body, ready to be sent as JSON.</param>
/// <param name="Loras">The LoRAs it carries, in the order of their parameters.</param>
public sealed record GenerationRequest(string Model, JsonObject Payload, IReadOnlyList<LoraId> Loras);
