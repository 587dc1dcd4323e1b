namespace Lora.Parameters.Rules;

/// <summary>Collects the errors in one model's definition.</summary>
internal sealed class ModelErrors(ModelConfig model)
{
    private readonly List<LoraIssue> _all = [];

    public IReadOnlyList<LoraIssue> All => _all;

    public void Add(string message) => _all.Add(new LoraIssue(LoraErrorCodes.ModelInvalid, $"Model '{model.Id}': {message}."));

    public void Add(string parameter, string message) =>
        _all.Add(new LoraIssue(LoraErrorCodes.ModelInvalid, $"Model '{model.Id}', parameter '{parameter}': {message}.", parameter));
}
