using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Contracts;

/// <summary>Describes the form of an upload to OpenAPI; the form itself is read as a stream.</summary>
/// <param name="Files">The files, under any field name.</param>
internal sealed record UploadForm(IFormFileCollection Files);

/// <summary>The result of one file of a form.</summary>
/// <param name="FileName">The file name as it was sent.</param>
/// <param name="Succeeded">Whether the file is stored.</param>
/// <param name="Lora">The LoRA, if the file is stored.</param>
/// <param name="Issues">Why the file is not stored.</param>
/// <param name="Code">The code of the first issue.</param>
/// <param name="Message">What went wrong and what to do, for users.</param>
/// <param name="Retryable">Whether the same file may succeed later.</param>
internal sealed record UploadResultBody(
    string? FileName, bool Succeeded, LoraItem? Lora, IReadOnlyList<LoraIssue> Issues, string? Code, string? Message, bool Retryable)
{
    public static UploadResultBody Success(string fileName, LoraItem item) => new(fileName, Succeeded: true, item, [], Code: null, Message: null, Retryable: false);
}

/// <summary>The results of the files of a form.</summary>
/// <param name="Results">One for each file, in the order they were sent.</param>
internal sealed record UploadResultsBody(IReadOnlyList<UploadResultBody> Results);
