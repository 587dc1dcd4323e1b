using Bunit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Dialog;

public sealed class LoraManagementDialogProperties
{
    private static readonly Gen<Entry> Entries =
        from name in Gen.OneOf(
            Gen.Elements("Neon rain", "한국 수채화", "<script>alert(1)</script>", "a\"b'c&d", "نيون", "👩‍🎨 portrait"),
            ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get).Where(text => text.All(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)) && text.Trim() == text))
        from size in Gen.Choose(1, int.MaxValue).Select(size => (long)size * 2)
        from age in Gen.Choose(0, 1_000_000)
        from format in Gen.Elements("safetensors", "ckpt")
        select new Entry(name, size, age, format);

    [Property(DisplayName = "Feature: lora-management, Property 4: the dialog shows every LoRA with its metadata", MaxTest = 100)]
    public Property The_dialog_shows_every_lora_with_its_metadata() => Prop.ForAll(Gen.ListOf(Entries).ToArbitrary(), entries =>
    {
        using var page = new ComponentTest();
        Fill(page, entries);
        var dialog = Open(page);
        ShowAll(dialog);
        return Shows(page, dialog);
    });

    [Property(DisplayName = "Feature: lora-management, Property 5: a refresh shows the present state", MaxTest = 100)]
    public Property A_refresh_shows_the_present_state()
    {
        var cases = Gen.Zip(Gen.ListOf(Entries), Gen.ListOf(Entries)).SelectMany(both => Gen.Choose(0, both.Item1.Count).Select(removed => (Before: both.Item1, Added: both.Item2, Removed: removed)));
        return Prop.ForAll(cases.ToArbitrary(), change =>
        {
            using var page = new ComponentTest();
            Fill(page, change.Before);
            var dialog = Open(page);
            foreach (var item in page.Client.Items.Take(change.Removed))
            {
                page.Client.Remove(item.Id);
            }

            Fill(page, change.Added);
            for (var place = 0; place < page.Client.Items.Count; place += 3)
            {
                page.Client.Change(page.Client.Items[place].Id, item => item with { Name = $"Renamed {place}" });
            }

            dialog.FindAll("button").First(button => button.GetAttribute("aria-label") == "Refresh" || button.TextContent == "Refresh").Click();
            ShowAll(dialog);
            return Shows(page, dialog);
        });
    }

    private static void Fill(ComponentTest page, IEnumerable<Entry> entries)
    {
        foreach (var entry in entries)
        {
            page.Client.Add(entry.Name, entry.Size, ComponentTest.Now.AddMinutes(-entry.Age), entry.Format);
        }
    }

    private static IRenderedComponent<LoraManagementDialog> Open(ComponentTest page) =>
        page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));

    private static void ShowAll(IRenderedComponent<LoraManagementDialog> dialog)
    {
        while (dialog.FindAll(".lora-more button") is [var more])
        {
            more.Click();
        }
    }

    private static bool Shows(ComponentTest page, IRenderedComponent<LoraManagementDialog> dialog)
    {
        var format = LoraComponentServices.For<LoraStrings>(page.Services).Format;
        var cards = dialog.FindAll("li.lora-card").ToDictionary(card => card.GetAttribute("data-lora-id")!);
        var summary = dialog.Find(".lora-modal-head p").TextContent;
        return cards.Count == page.Client.Items.Count
            && (cards.Count == 0 || summary.EndsWith($" · {format.Size(page.Client.Items.Sum(item => item.Size))}", StringComparison.Ordinal))
            && page.Client.Items.All(item => cards.TryGetValue(item.Id.ToString(), out var card) && Shows(card, item, format));
    }

    private static bool Shows(AngleSharp.Dom.IElement card, LoraItem item, LoraFormat format) =>
        card.QuerySelector("h3")!.TextContent == item.Name
        && card.QuerySelector("p")!.TextContent.Trim() == $"{format.Size(item.Size)} · {format.Day(item.UploadedAt)}"
        && (card.QuerySelector(".lora-chip") is not null) == (item.Format == "ckpt")
        && card.QuerySelector("[data-lora-delete]")!.GetAttribute("aria-label") == $"Delete {item.Name}";

    private sealed record Entry(string Name, long Size, int Age, string Format);
}
