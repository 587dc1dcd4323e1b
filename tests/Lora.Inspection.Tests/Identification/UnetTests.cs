using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

/// <summary>UNets of Stable Diffusion, and models that were made from them.</summary>
public sealed class UnetTests
{
    [Fact]
    public void Complete_UNets_are_certain()
    {
        Assert.Equal(("sdxl", InspectionConfidence.Certain), Match(Large()));
        Assert.Equal(("sd1", InspectionConfidence.Certain), Match(Small(768)));
        Assert.Equal(("sd2", InspectionConfidence.Certain), Match(Small(1024)));
    }

    [Theory]
    [InlineData("attn3.to_k")]
    [InlineData("gate.rotor")]
    [InlineData("audio.to_q")]
    [InlineData("rotor.attn1.to_q")]
    public void Layer_that_SDXL_does_not_have_prevents_certainty(string layer) =>
        Assert.Equal(("sdxl", InspectionConfidence.Likely), Match([.. Large(), .. Peft($"input_blocks.7.1.transformer_blocks.0.{layer}", 640, 640)]));

    [Fact]
    public void More_transformers_than_those_of_SDXL_prevent_certainty() => Assert.True(Identify(Large(count: 40)).Family.Confidence < InspectionConfidence.Likely);

    [Fact]
    public void Layer_that_Stable_Diffusion_1_does_not_have_prevents_certainty() =>
        Assert.Equal(("sd1", InspectionConfidence.Likely), Match([.. Small(768), .. Peft("down_blocks.1.new_layer.rotor", 320, 320)]));

    [Fact]
    public void Layers_of_another_model_that_start_with_prior_are_not_Stable_Cascade()
    {
        var found = Identify([.. Peft("prior_projector.net.0.proj", 4096, 4096), .. Peft("prior_projector.net.2", 4096, 4096)]).Family;
        Assert.Equal("glm-image", found.Id);
        Assert.NotEqual("cascade", Identify(Peft("prior.transformer_blocks.3.attention.to_q", 2048, 2048)).Family.Id);
    }

    private static (string Id, InspectionConfidence Confidence) Match(IEnumerable<(string Name, long[] Shape)> file) => Identify(file).Family is var found ? (found.Id, found.Confidence) : default;

    private static List<(string Name, long[] Shape)> Large(int count = 10) =>
        [.. from block in Enumerable.Range(0, count) from layer in (string[])["attn2.to_k", "attn2.to_v"] from tensor in Peft($"input_blocks.7.1.transformer_blocks.{block}.{layer}", 2048, 1280) select tensor];

    private static List<(string Name, long[] Shape)> Small(long text) =>
    [
        .. from place in (string[])["down_blocks.0", "down_blocks.1", "down_blocks.2", "up_blocks.1", "up_blocks.2", "up_blocks.3"]
           from layer in (string[])["attn2.to_k", "attn2.to_v"]
           from tensor in Peft($"{place}.attentions.0.transformer_blocks.0.{layer}", text, 320)
           select tensor,
    ];
}
