using Bunit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorProperties
{
    private static readonly Gen<Workspace> Workspaces =
        from count in Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(45, 110))
        from names in Gen.Elements("Moss", "Neon rain high", "한국 수채화", "نيون", "a", "style-07", "<b>").ArrayOf(count)
        from used in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 500))).ArrayOf(count)
        from sought in Gen.Choose(0, Math.Max(0, count - 1))
        select new Workspace(names, used, sought);

    [Property(DisplayName = "Feature: lora-management, Property 7: the selector offers every LoRA of the workspace", MaxTest = 100)]
    public Property The_selector_offers_every_lora_of_the_workspace() => Prop.ForAll(Workspaces.ToArbitrary(), workspace =>
    {
        using var page = new SelectorPage();
        for (var place = 0; place < workspace.Names.Length; place++)
        {
            var used = workspace.Used[place];
            page.Client.Add(workspace.Names[place], uploadedAt: ComponentTest.Now.AddMinutes(-place), lastUsedAt: used < 0 ? null : ComponentTest.Now.AddMinutes(-used));
        }

        page.Render().Open();
        var atOnce = Offered(page);
        ShowAll(page);
        var all = Offered(page);
        var expected = page.Client.Items.Select(item => item.Id.ToString()).ToHashSet();
        var offersAll = all.Count == expected.Count && expected.SetEquals(all);
        var offersFewAtOnce = atOnce.Count == Math.Min(LoraOptionSource.PageSize, expected.Count);
        if (workspace.Names.Length == 0)
        {
            return offersAll && offersFewAtOnce;
        }

        var sought = page.Client.Items[workspace.Sought];
        page.Search(sought.Name);
        ShowAll(page);
        page.Pick(sought);
        return offersAll && offersFewAtOnce && page.Value == sought.Path;
    });

    private static List<string> Offered(SelectorPage page) => [.. page.Selector.FindAll("[role=option]").Select(option => option.Id!.Split('-')[^1])];

    private static void ShowAll(SelectorPage page)
    {
        while (page.Selector.FindAll(".lora-selector-foot button") is [var more])
        {
            more.Click();
        }
    }

    private sealed record Workspace(string[] Names, int[] Used, int Sought);
}
