using System.Text.Json.Nodes;

namespace Lora.HttpFuzzing.Requests;

/// <summary>An endpoint of a sample.</summary>
/// <param name="Method">Its verb.</param>
/// <param name="Template">Its path, with parameters in braces.</param>
/// <param name="Query">The names of the parameters in its query.</param>
/// <param name="ContentType">The type of its body; <see langword="null"/> when it has none.</param>
/// <param name="Schema">The schema of its body, where it is JSON.</param>
/// <param name="MayBeUnsupported">Whether it documents that it may answer 501.</param>
internal sealed record Operation(string Method, string Template, IReadOnlyList<string> Query, string? ContentType = null, JsonNode? Schema = null, bool MayBeUnsupported = false)
{
    public override string ToString() => $"{Method} {Template}";
}
