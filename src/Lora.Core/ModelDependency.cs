using System.Text.Json.Serialization;
using Lora.Parameters.Json;

namespace Lora;

/// <summary>A condition: the parameter applies only while another parameter has a certain value.</summary>
/// <param name="Parameter">The name of the other parameter.</param>
/// <param name="Value">The required value: text, a number or a boolean. <see langword="null"/> for any value that is not empty.</param>
public sealed record ModelDependency(string Parameter, [property: JsonConverter(typeof(ModelScalarConverter))] object? Value = null);
