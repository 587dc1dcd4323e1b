using Lora.Parameters.Rules;

namespace Lora;

/// <summary>Validates models and their values. The same code runs in the browser and on the server.</summary>
internal static class ModelRules
{
    /// <summary>
    /// Validates values for a model and converts them to their canonical form: <see cref="string"/>, <see cref="decimal"/> without trailing zeros, <see cref="bool"/>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="values">
    /// The values by parameter name. Numbers can be of any .NET number type or text in the invariant culture, booleans can be text, and every value can be a
    /// <see cref="System.Text.Json.JsonElement"/> or a <see cref="System.Text.Json.Nodes.JsonValue"/>. A LoRA is a path or an id; its existence is not checked here.
    /// </param>
    /// <returns>
    /// A value for every parameter that applies and has one; or every issue, each with its parameter as <see cref="LoraIssue.Member"/>, with the codes
    /// <see cref="LoraErrorCodes.ParameterRequired"/>, <see cref="LoraErrorCodes.ParameterType"/>, <see cref="LoraErrorCodes.ParameterRange"/>,
    /// <see cref="LoraErrorCodes.ParameterOption"/> and <see cref="LoraErrorCodes.ParameterUnknown"/>.
    /// </returns>
    /// <remarks>
    /// <para>A missing value is replaced with the default. An empty value (<see langword="null"/> or blank text) is an issue if the parameter is required. If it is
    /// not required, the result is an empty string for a LoRA slot and for a text that has a default, since the user cleared it; a text without a default is omitted;
    /// other parameters get their default.</para>
    /// <para>A parameter whose condition is not met is not validated, not required and not in the result. The weight of an empty LoRA slot is not validated: its
    /// default is used, so that the result has the same names with and without a LoRA, and an empty slot does not hide an issue.</para>
    /// </remarks>
    public static LoraResult<ModelValues> CheckValues(ModelConfig model, IReadOnlyDictionary<string, object?> values)
    {
        var reading = ModelReading.Of(model, values);
        return reading.Issues.Count == 0 ? reading.Values : LoraResult.Failure<ModelValues>(reading.Issues);
    }

    /// <summary>Returns the parameters that apply with these values, in the model's order: those without a condition, and those whose condition is met.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values by parameter name; invalid values meet no condition.</param>
    public static IReadOnlyList<ModelParameter> ActiveParameters(ModelConfig model, IReadOnlyDictionary<string, object?> values) =>
        ModelReading.Of(model, values).Active;

    /// <summary>
    /// Returns every error in a model's definition, each with the code <see cref="LoraErrorCodes.ModelInvalid"/> and its parameter as
    /// <see cref="LoraIssue.Member"/>; empty if the model is valid.
    /// </summary>
    public static IReadOnlyList<LoraIssue> CheckModel(ModelConfig model) => ModelConfigRules.Check(model);
}
