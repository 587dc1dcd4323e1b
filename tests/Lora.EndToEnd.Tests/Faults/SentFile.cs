namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A file that the engine of a page had to send.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How that ended.</param>
/// <param name="Fault">The code of what went wrong; <see langword="null"/> when nothing did.</param>
/// <param name="Sha256">What it has on disk.</param>
internal sealed record SentFile(string Name, string State, string? Fault, string Sha256 = "");
