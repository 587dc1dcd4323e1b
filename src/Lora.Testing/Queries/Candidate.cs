using Lora.Inspection;

namespace Lora.Testing.Queries;

/// <summary>The values of a LoRA that a query compares.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <param name="Result">The result, if the LoRA matches.</param>
/// <param name="Id">The id.</param>
/// <param name="Name">The folded display name (<see cref="SearchText.Fold"/>).</param>
/// <param name="Texts">The other folded texts that a search compares: the file name and trigger words.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="UploadedAt">When the LoRA was uploaded.</param>
/// <param name="LastUsedAt">When the LoRA was last used.</param>
/// <param name="Families">All possible base models.</param>
/// <param name="Role">The noise expert.</param>
/// <param name="IsMissing">Whether the file is missing from storage.</param>
internal sealed record Candidate<T>(
    T Result, LoraId Id, string Name, IReadOnlyList<string> Texts, long Size, DateTimeOffset UploadedAt, DateTimeOffset? LastUsedAt, IReadOnlyList<string> Families, LoraNoiseExpert Role, bool IsMissing);
