using Lora.Generation.Payloads;

namespace Lora.Generation;

/// <summary>The built-in payload writers and the host's own, by name. If two have the same name, the last one wins.</summary>
internal sealed class PayloadWriters(IEnumerable<IGenerationPayloadWriter> own)
{
    private readonly Dictionary<string, IGenerationPayloadWriter> _byName = BuiltIn.Concat(own)
        .GroupBy(writer => writer.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    private static IEnumerable<IGenerationPayloadWriter> BuiltIn =>
    [
        new FlatPayloadWriter(),
        new LoraPairsPayloadWriter(),
        new LoraTuplesPayloadWriter(),
        new LorasPayloadWriter(),
        new ExpertLorasPayloadWriter(),
        new NumberedPayloadWriter(),
    ];

    public IGenerationPayloadWriter For(ModelConfig model) => _byName.GetValueOrDefault(model.Payload) ?? throw new LoraException(
        LoraErrorCodes.ModelInvalid,
        $"Model '{model.Id}' uses the payload writer '{model.Payload}', which is not registered. Register it with AddPayloadWriter, or use one of: {string.Join(", ", _byName.Keys)}.");
}
