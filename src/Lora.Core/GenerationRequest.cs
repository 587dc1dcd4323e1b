using System.Text.Json.Nodes;

namespace Lora;

/// <summary>A request to a generation engine.</summary>
/// <param name="Model">The id of the model.</param>
/// <param name="Payload">The body, ready to be sent as JSON. If the engine expects it under a key such as <c>input</c>, the host wraps it.</param>
/// <param name="Loras">The ids of the LoRAs in the request, without duplicates, in the order of their parameters.</param>
public sealed record GenerationRequest(string Model, JsonObject Payload, IReadOnlyList<LoraId> Loras);
