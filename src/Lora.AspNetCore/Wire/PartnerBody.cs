using Lora.Catalog;

namespace Lora.Wire;

/// <summary>The other half of a pair.</summary>
/// <param name="Partner">Its id; <see langword="null"/>: there is none.</param>
internal sealed record PartnerBody(LoraId? Partner);
