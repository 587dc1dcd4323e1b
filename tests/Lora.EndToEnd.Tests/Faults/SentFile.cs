namespace Lora.EndToEnd.Tests.Faults;

/// <summary>The result of uploading a file.</summary>
/// <param name="Name">The file name.</param>
/// <param name="State">The final state of the upload.</param>
/// <param name="Fault">The error code, or <see langword="null"/>.</param>
/// <param name="Sha256">The SHA-256 of the file on disk.</param>
internal sealed record SentFile(string Name, string State, string? Fault, string Sha256 = "");
