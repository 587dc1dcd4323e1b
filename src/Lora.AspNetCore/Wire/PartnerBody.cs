using System.Text.Json.Serialization;
using Lora.Catalog;

namespace Lora.Wire;

/// <summary>The other half of a pair.</summary>
/// <param name="Partner">Its id; <see langword="null"/>: there is none. It must be said.</param>
internal sealed record PartnerBody([property: JsonRequired] LoraId? Partner);
