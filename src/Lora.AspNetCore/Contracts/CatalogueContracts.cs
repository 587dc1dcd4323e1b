using System.Text.Json.Serialization;

namespace Lora.AspNetCore.Contracts;

/// <summary>What changes a LoRA.</summary>
/// <param name="Name">The new name.</param>
internal sealed record RenameBody(string? Name);

/// <summary>The other half of a pair.</summary>
/// <param name="Partner">Its id; <see langword="null"/>: there is none. It must be said.</param>
internal sealed record PartnerBody([property: JsonRequired] LoraId? Partner);
