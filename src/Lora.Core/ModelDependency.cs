using System.Text.Json.Serialization;

namespace Lora;

/// <summary>A parameter counts only while another one has a certain value.</summary>
/// <param name="Parameter">The name of the other parameter.</param>
/// <param name="Value">The value it must have: text, a number or a boolean. <see langword="null"/>: any but an empty one.</param>
public sealed record ModelDependency(string Parameter, [property: JsonConverter(typeof(ModelScalarConverter))] object? Value = null);
