using AngleSharp.Dom;
using Bunit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Components.Tests.ParameterForm;

public sealed class ModelParameterFormProperties
{
    private static readonly string[] Models = ["wan22", "flux-krea", "z-image"];

    private static readonly Gen<Case> Cases =
        from model in Gen.Elements(Models)
        from count in Gen.Choose(1, 6)
        from steps in (from slot in Gen.Choose(0, 7) from item in Gen.Choose(-1, count - 1) select new Step(slot, item)).ListOf()
        select new Case(model, count, [.. steps.Take(8)]);

    [Property(DisplayName = "Feature: lora-management, Property 8: the form's state follows the selection", MaxTest = 100)]
    public Property The_forms_state_follows_the_selection() => Prop.ForAll(Cases.ToArbitrary(), given =>
    {
        using var page = new FormPage();
        var items = Enumerable.Range(0, given.Count).Select(number => page.Client.Add($"LoRA {number}")).ToList();
        var model = ModelCatalog.CreateDefault()[given.Model];
        var slots = model.Parameters.Where(parameter => parameter.Type == ModelParameterType.LoraSelector).Select(parameter => parameter.Name).ToList();
        var expected = slots.ToDictionary(name => name, _ => string.Empty);
        page.Render(model);
        foreach (var step in given.Steps)
        {
            var place = step.Slot % slots.Count;
            if (step.Item >= 0)
            {
                Choose(page, place, items[step.Item]);
                expected[slots[place]] = items[step.Item].Path;
            }
            else if (Buttons(page, place).SingleOrDefault(button => button.TextContent == "Clear") is { } clear)
            {
                clear.Click();
                expected[slots[place]] = string.Empty;
            }

            foreach (var (index, name) in slots.Index())
            {
                Assert.Equal(expected[name], page.Values[name]);
                var shown = items.Find(item => item.Path == expected[name])?.Name;
                Assert.Equal(shown, Selector(page, index).QuerySelector(".lora-selector-card .lora-name")?.TextContent);
            }
        }
    });

    private static void Choose(FormPage page, int place, LoraItem item)
    {
        Buttons(page, place).First(button => button.HasAttribute("aria-haspopup")).Click();
        Selector(page, place).QuerySelectorAll("[role=option]").Single(option => option.Id!.EndsWith(item.Id.ToString(), StringComparison.Ordinal)).Click();
    }

    // The selectors are in the order of the parameters: high before low, pair after pair.
    private static IElement Selector(FormPage page, int place) => page.Form.FindAll(".lora-selector")[place];

    private static IEnumerable<IElement> Buttons(FormPage page, int place) => Selector(page, place).QuerySelectorAll("button");

    private sealed record Case(string Model, int Count, IReadOnlyList<Step> Steps);

    private sealed record Step(int Slot, int Item);
}
