namespace Lora.Wire;

/// <summary>What became of the files of an upload.</summary>
/// <param name="Results">One for each file, in the order they were sent.</param>
internal sealed record UploadResultsBody(IReadOnlyList<UploadResultBody> Results);
