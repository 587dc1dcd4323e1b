namespace Lora.Storage;

/// <summary>A problem with a file store.</summary>
/// <param name="Code">A stable code, such as <c>bucket.cors</c>.</param>
/// <param name="Message">The problem and how to solve it.</param>
/// <param name="IsSevere">Whether uploads or downloads fail because of it; otherwise they only work less well.</param>
public sealed record LoraStorageProblem(string Code, string Message, bool IsSevere);
