using System.Text.Json.Serialization;

namespace Lora.AspNetCore.Contracts;

/// <summary>Changes of a LoRA.</summary>
/// <param name="Name">The new name.</param>
internal sealed record RenameBody(string? Name);

/// <summary>The other LoRA of a high/low pair.</summary>
/// <param name="Partner">Its id, or <see langword="null"/> for a LoRA without one. Required.</param>
internal sealed record PartnerBody([property: JsonRequired] LoraId? Partner);
