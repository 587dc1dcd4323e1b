namespace Lora;

/// <summary>An option of a select parameter.</summary>
/// <param name="Value">The value that is sent.</param>
/// <param name="Label">The label that users see; <see langword="null"/> for the value.</param>
public sealed record ModelOption(string Value, string? Label = null);
