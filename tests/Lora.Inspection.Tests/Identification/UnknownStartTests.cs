using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

public sealed class UnknownStartTests
{
    [Theory]
    [InlineData("something_unknown.")]
    [InlineData("a.b_c.d.")]
    [InlineData("lora_unet_wrapper_")]
    [InlineData("transformer.wrapper.")]
    public void Base_model_is_likely_when_an_unknown_start_precedes_known_names(string start)
    {
        var found = Identify([.. Peft(start + "double_blocks.0.img_attn.qkv", 3072, 9216), .. Peft(start + "single_blocks.30.linear1", 3072, 21504), .. Peft(start + "double_blocks.18.img_mod.lin", 3072, 18432)]);
        Assert.Equal((LoraFamilies.Flux1, InspectionConfidence.Likely), (found.Family.Id, found.Family.Confidence));
        Assert.Contains(found.Evidence, evidence => evidence.Sentence?.Key == "family.unknown_start");
        Assert.Equal(3, found.DenoiserModules);
    }

    [Fact]
    public void Known_names_have_no_unknown_start()
    {
        var found = Identify([.. Peft("double_blocks.0.img_attn.qkv", 3072, 9216), .. Peft("single_blocks.30.linear1", 3072, 21504), .. Peft("double_blocks.18.img_mod.lin", 3072, 18432)]);
        Assert.Equal((LoraFamilies.Flux1, InspectionConfidence.Likely), (found.Family.Id, found.Family.Confidence));
        Assert.DoesNotContain(found.Evidence, evidence => evidence.Sentence?.Key == "family.unknown_start");
    }

    [Theory]
    [InlineData("model.layers.0.self_attn.q_proj", 4096)]
    [InlineData("visual.merger.blocks.0.attn.qkv", 1280)]
    [InlineData("stack.0.double_blocks.0.img_attn.qkv", 3072)]
    [InlineData("something.double_blocks.0.img_attn.qkv", 1000)]
    public void Start_stays_when_the_widths_match_no_base_model(string module, int width) =>
        Assert.Equal(LoraFamilies.Unknown, Identify(Peft(module, width, width)).Family.Id);

    [Fact]
    public void Mark_that_may_stand_anywhere_does_not_hide_an_unknown_start()
    {
        var found = Identify([.. Peft("w.double_blocks.19.img_attn.qkv", 3072, 9216), .. Peft("w.double_blocks.0.img_mlp.fc1", 3072, 12288), .. Peft("w.txt_in.individual_token_refiner.blocks.0.self_attn.qkv", 3072, 9216)]).Family;
        Assert.Equal(("hunyuan-video", InspectionConfidence.Likely), (found.Id, found.Confidence));
    }

    [Fact]
    public void Start_stays_when_there_are_more_names_than_a_LoRA_has()
    {
        var few = Identify([.. Peft("w.double_blocks.0.img_attn.qkv", 3072, 9216), .. Others(100)]);
        var many = Identify([.. Peft("w.double_blocks.0.img_attn.qkv", 3072, 9216), .. Others(3000)]);
        Assert.NotEqual(LoraFamilies.Unknown, few.Family.Id);
        Assert.Equal(LoraFamilies.Unknown, many.Family.Id);

        static IEnumerable<(string Name, long[] Shape)> Others(int count) => Enumerable.Range(0, count).SelectMany(static number => Peft($"w.layer{number}x", 64, 64));
    }

    [Fact]
    public void Start_that_only_some_modules_have_stays() =>
        Assert.Equal(LoraFamilies.Unknown, Identify([.. Peft("one.double_blocks.0.img_attn.qkv", 3072, 9216), .. Peft("other.single_blocks.0.linear1", 3072, 21504)]).Family.Id);
}
