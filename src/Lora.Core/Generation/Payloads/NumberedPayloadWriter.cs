using System.Text.Json.Nodes;

namespace Lora.Generation.Payloads;

/// <summary>
/// <c>lora_weights_transformer</c> and <c>lora_scale_transformer</c> (high-noise half), the same with <c>_2</c> (low-noise half), as wan-video/wan-2.2-t2v-fast
/// and -i2v-fast on Replicate read them: one LoRA a half, a URL that ends in <c>.safetensors</c>. What is not chosen is left out. A second LoRA for the same half
/// has no place and is refused, never dropped.
/// </summary>
internal sealed class NumberedPayloadWriter : IGenerationPayloadWriter
{
    public string Name => ModelPayloads.Numbered;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var body = input.WriteOthers();
        var issues = new List<LoraIssue>();
        WriteHalf(LoraExpert.High, string.Empty);
        WriteHalf(LoraExpert.Low, "_2");
        return issues.Count == 0 ? body : LoraResult.Failure<JsonObject>([.. issues.DistinctBy(issue => issue.Member)]);

        void WriteHalf(LoraExpert expert, string suffix)
        {
            var loras = input.Chosen.Where(lora => lora.Feeds(expert)).ToList();
            issues.AddRange(loras.Skip(1).Select(Refuse));
            if (loras.Count > 0)
            {
                body.Add($"lora_weights_transformer{suffix}", loras[0].Reference);
                body.Add($"lora_scale_transformer{suffix}", loras[0].Weight);
            }
        }
    }

    private static LoraIssue Refuse(GenerationLora lora) => new(
        LoraErrorCodes.ParameterLoraLimit,
        $"The engine takes one LoRA for each half of the model. Choose none for {lora.Parameter.Label ?? lora.Parameter.Name}.",
        lora.Parameter.Name);
}
