using Lora.Inspection;

namespace Lora.Components.Tests.ParameterForm;

public sealed class ModelFormLayoutTests
{
    [Fact]
    public void Layout_groups_weights_with_LoRAs_and_pairs_noise_experts()
    {
        var model = ModelCatalog.CreateDefault()["wan22"];

        var cells = ModelFormLayout.Of(model.Parameters);

        var pairs = cells.Where(cell => cell.Pair is not null).ToList();
        Assert.Equal([1, 2, 3, 4], pairs.Select(cell => cell.Pair!.Value));
        Assert.All(pairs, pair => Assert.Equal((LoraNoiseExpert.High, LoraNoiseExpert.Low), (pair.Slot.Parameter.Lora!.Expert, pair.Low!.Parameter.Lora!.Expert)));
        Assert.All(pairs, pair => Assert.Equal((pair.Slot.Parameter.Lora!.Weight, pair.Low!.Parameter.Lora!.Weight), (pair.Slot.Weight!.Name, pair.Low.Weight!.Name)));
    }

    [Fact]
    public void Layout_places_each_visible_parameter_once() => Assert.All(ModelCatalog.CreateDefault().All, model =>
    {
        var placed = ModelFormLayout.Of(model.Parameters)
            .SelectMany(cell => new[] { cell.Slot, cell.Low }).OfType<ModelFormSlot>()
            .SelectMany(slot => new[] { slot.Parameter, slot.Weight }).OfType<ModelParameter>()
            .Select(parameter => parameter.Name).ToList();
        Assert.Equal(placed.Distinct(), placed);
        Assert.Equal(model.Parameters.Where(parameter => parameter.Group != ModelParameterGroup.Hidden).Select(parameter => parameter.Name).Order(), placed.Order());
    });

    [Fact]
    public void Layout_places_a_LoRA_without_partner_alone()
    {
        var cells = ModelFormLayout.Of([Slot("high", LoraNoiseExpert.High, 1), Slot("low", LoraNoiseExpert.Low, 2), Slot("another", LoraNoiseExpert.High, 1)]);

        Assert.Equal(["high", "low", "another"], cells.Select(cell => cell.Slot.Parameter.Name));
        Assert.All(cells, cell => Assert.Null(cell.Low));
    }

    [Fact]
    public void Pair_is_basic_when_either_LoRA_is_and_hides_hidden_ones()
    {
        var advanced = Slot("high", LoraNoiseExpert.High, 1) with { Group = ModelParameterGroup.Advanced };

        Assert.Equal(ModelParameterGroup.Basic, ModelFormLayout.Of([advanced, Slot("low", LoraNoiseExpert.Low, 1)]).Single().Group);
        Assert.Null(ModelFormLayout.Of([advanced, Slot("low", LoraNoiseExpert.Low, 1) with { Group = ModelParameterGroup.Hidden }]).Single().Low);
    }

    private static ModelParameter Slot(string name, LoraNoiseExpert? expert, int pair) =>
        new() { Name = name, Type = ModelParameterType.LoraSelector, Lora = new LoraSlot { Expert = expert, Pair = pair } };
}
