using System.Text.Json.Nodes;
using Lora.Inspection;

namespace Lora.Generation.Payloads;

/// <summary>
/// Writes <c>lora_weights_transformer</c> and <c>lora_scale_transformer</c> (high noise), and the same with the suffix <c>_2</c> (low noise), for
/// wan-video/wan-2.2-t2v-fast and -i2v-fast on Replicate: one LoRA for each noise expert, a URL that ends in <c>.safetensors</c>. Empty slots are omitted. A second
/// LoRA for the same noise expert is reported as an issue.
/// </summary>
internal sealed class NumberedPayloadWriter : IGenerationPayloadWriter
{
    public string Name => PayloadNames.Numbered;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var body = input.WriteOthers();
        var issues = new List<LoraIssue>();
        WriteExpert(LoraNoiseExpert.High, string.Empty);
        WriteExpert(LoraNoiseExpert.Low, "_2");
        return issues.Count == 0 ? body : LoraResult.Failure<JsonObject>([.. issues.DistinctBy(issue => issue.Member)]);

        void WriteExpert(LoraNoiseExpert expert, string suffix)
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
        $"The engine accepts one LoRA for each noise expert. Clear {lora.Parameter.Label ?? lora.Parameter.Name}.",
        lora.Parameter.Name);
}
