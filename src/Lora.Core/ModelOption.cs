namespace Lora;

/// <summary>One of the options of a select parameter.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What people read; <see langword="null"/>: the value.</param>
public sealed record ModelOption(string Value, string? Label = null);
