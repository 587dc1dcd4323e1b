using System.Text.Json.Nodes;

namespace Lora;

/// <summary>What is sent to a generation engine.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Payload">The body, ready to be sent as JSON. Engines that want it under a key of their own, such as <c>input</c>, get it there from the host.</param>
/// <param name="Loras">The LoRAs it carries, each once, in the order of their parameters.</param>
public sealed record GenerationRequest(string Model, JsonObject Payload, IReadOnlyList<LoraId> Loras);
