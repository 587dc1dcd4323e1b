namespace Lora.Errors;

/// <summary>What an error code means.</summary>
/// <param name="Code">The code, of <see cref="LoraErrorCodes"/>.</param>
/// <param name="Kind">The kind of error.</param>
/// <param name="Text">The English text, used if no details are known. Resources contain the other languages, under <c>Issue.</c> and the code.</param>
/// <param name="IsTransient">Whether the same call may succeed later.</param>
internal sealed record ErrorDescriptor(string Code, ErrorKind Kind, string Text, bool IsTransient = false);
