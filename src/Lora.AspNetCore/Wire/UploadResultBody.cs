using Lora.Client;
using Lora.Errors;
using Lora.Faults;

namespace Lora.Wire;

/// <summary>What became of one file of an upload.</summary>
/// <param name="FileName">Its name as it was sent.</param>
/// <param name="Succeeded">Whether it is stored.</param>
/// <param name="Lora">The LoRA it became.</param>
/// <param name="Issues">What stood in the way.</param>
/// <param name="Code">The code of the first issue.</param>
/// <param name="Message">What went wrong and what to do about it, for people.</param>
/// <param name="Retryable">Whether the same file may succeed later.</param>
internal sealed record UploadResultBody(
    string? FileName, bool Succeeded, LoraItem? Lora, IReadOnlyList<LoraIssue> Issues, string? Code, string? Message, bool Retryable)
{
    public static UploadResultBody Of(string fileName, LoraItem item) => new(fileName, Succeeded: true, item, [], Code: null, Message: null, Retryable: false);

    public static UploadResultBody Of(string? fileName, Fault fault) =>
        new(fileName, Succeeded: false, Lora: null, fault.Issues, fault.Code, fault.Message, fault.Retryable);
}
