using Lora.Parameters.Rules;

namespace Lora;

/// <summary>What is valid: values for a model, and a model itself. The same code judges in the browser and on the server.</summary>
internal static class ModelRules
{
    /// <summary>
    /// Judges values for a model and brings them to their canonical form: <see cref="string"/>, <see cref="decimal"/> without trailing zeros, <see cref="bool"/>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="values">
    /// The values by parameter name. Numbers may be any number type of .NET or text in the invariant culture, booleans may be text, and every value may be a
    /// <see cref="System.Text.Json.JsonElement"/> or a <see cref="System.Text.Json.Nodes.JsonValue"/>. A LoRA is a path or an id; whether it exists is not judged here.
    /// </param>
    /// <returns>
    /// A value for every parameter that counts and has one; or every fault, each naming its parameter as <see cref="LoraIssue.Member"/>, with the codes
    /// <see cref="LoraErrorCodes.ParameterRequired"/>, <see cref="LoraErrorCodes.ParameterType"/>, <see cref="LoraErrorCodes.ParameterRange"/>,
    /// <see cref="LoraErrorCodes.ParameterOption"/> and <see cref="LoraErrorCodes.ParameterUnknown"/>.
    /// </returns>
    /// <remarks>
    /// <para>A value that is not given is the default. One that is given but empty (none, or blank text) is a fault where the parameter is required. Where it is
    /// not: a LoRA slot is the empty text; a text that has a default is the empty text, since somebody cleared it; a text without a default is left out; anything
    /// else is its default.</para>
    /// <para>A parameter whose condition does not hold is neither judged, nor required, nor in the result. The weight of an empty LoRA slot is not judged: its
    /// default stands, so that the result has the same names whether a LoRA is chosen or not, and no fault hides beside an empty slot.</para>
    /// </remarks>
    public static LoraResult<ModelValues> CheckValues(ModelConfig model, IReadOnlyDictionary<string, object?> values)
    {
        var reading = ModelReading.Of(model, values);
        return reading.Issues.Count == 0 ? reading.Values : LoraResult.Failure<ModelValues>(reading.Issues);
    }

    /// <summary>The parameters that count with these values, in the model's order: those without a condition, and those whose condition holds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values by parameter name; faulty ones fulfil no condition.</param>
    public static IReadOnlyList<ModelParameter> ActiveParameters(ModelConfig model, IReadOnlyDictionary<string, object?> values) =>
        ModelReading.Of(model, values).Active;

    /// <summary>
    /// Names every fault of a model's definition, each with the code <see cref="LoraErrorCodes.ModelInvalid"/> and the parameter it is about as
    /// <see cref="LoraIssue.Member"/>; none when the model can be used.
    /// </summary>
    public static IReadOnlyList<LoraIssue> CheckModel(ModelConfig model) => ModelConfigRules.Check(model);
}
