using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Support;
using Lora.Inspection;

namespace Lora.Components.Tests.Library;

public sealed class LoraCardFactsTests : IDisposable
{
    private readonly ComponentTest _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Card_shows_base_model_kind_and_rank()
    {
        Assert.Equal(["SDXL", "LoRA · rank 16"], Chips(KnownFacts.Of(LoraFamilies.Sdxl)));
        Assert.Equal(["SDXL · illustrious", "LoRA · rank 16"], Chips(KnownFacts.Of(LoraFamilies.Sdxl) with { Variant = "illustrious" }));
        Assert.Equal(["SDXL", "LoRA + DoRA · rank 4–32"], Chips(KnownFacts.Of(LoraFamilies.Sdxl) with { Kinds = ["lora", "dora"], Rank = new InspectionRange(4, 32) }));
        Assert.Equal(["house-model", "LoRA · rank 16"], Chips(KnownFacts.Of("house-model")));
    }

    [Fact]
    public void Card_states_an_uncertain_base_model()
    {
        Assert.Equal("FLUX.1 (likely)", Chips(KnownFacts.Of(LoraFamilies.Flux1, InspectionConfidence.Likely))[0]);
        Assert.Equal("possibly FLUX.1", Chips(KnownFacts.Of(LoraFamilies.Flux1, InspectionConfidence.Possible))[0]);
        Assert.Equal("FLUX.1 or Chroma (The file doesn't show which one.)", Chips(KnownFacts.Either(LoraFamilies.Flux1, LoraFamilies.Chroma))[0]);
        Assert.Equal("Base model unknown", Chips(KnownFacts.Of(LoraFamilies.Unknown, InspectionConfidence.Unknown))[0]);
    }

    [Fact]
    public void Noise_experts_have_a_text_besides_a_color()
    {
        var family = KnownFacts.Of(LoraFamilies.Wan22T2V14B);
        Assert.Contains("High (for the high-noise expert)", Chips(family with { Role = LoraNoiseExpert.High }));
        Assert.Contains("Low (for the low-noise expert)", Chips(family with { Role = LoraNoiseExpert.Low }));
        Assert.Equal(2, Chips(family with { Role = LoraNoiseExpert.Both }).Count(chip => chip.StartsWith("High", StringComparison.Ordinal) || chip.StartsWith("Low", StringComparison.Ordinal)));
    }

    [Fact]
    public void Card_warns_about_other_content_and_suspicious_files()
    {
        Assert.Equal("Not a LoRA: checkpoint", Chips(new LoraItemFacts { IsInspected = true, Content = LoraContent.Checkpoint })[0]);
        Assert.StartsWith("Suspicious", Chips(new LoraItemFacts { IsInspected = true, Verdict = InspectionVerdict.Suspicious }).Single(), StringComparison.Ordinal);
        Assert.StartsWith("Dangerous", Chips(new LoraItemFacts { IsInspected = true, Verdict = InspectionVerdict.Dangerous }).Single(), StringComparison.Ordinal);
        Assert.Equal("Invalid file", Chips(new LoraItemFacts { IsInspected = true, Verdict = InspectionVerdict.Invalid }).Single());
    }

    [Fact]
    public void Card_shows_no_chips_when_the_file_is_not_analyzed() => Assert.Empty(Chips(new LoraItemFacts()));

    [Fact]
    public async Task Trigger_words_can_be_copied_with_a_message()
    {
        _page.Client.Add("Neon rain", facts: KnownFacts.Of(LoraFamilies.Sdxl) with { TriggerWords = ["neon rain", "wet street"], SuggestedWords = ["city"] });
        var library = _page.Render<LoraLibrary>();
        var words = library.FindAll("[data-lora-copy]");
        Assert.Equal(["Copy neon rain", "Copy wet street"], words.Select(word => word.GetAttribute("aria-label")));
        Assert.Equal("Trigger words of Neon rain", words[0].ParentElement!.GetAttribute("aria-label"));
        Assert.DoesNotContain("Suggested", library.Markup, StringComparison.Ordinal);

        await _page.Library.InvokeAsync("CopiedAsync", new { word = "neon rain", copied = true });
        Assert.Contains("Copied “neon rain”.", library.Find("[role=status] .lora-toast").TextContent, StringComparison.Ordinal);

        await _page.Library.InvokeAsync("CopiedAsync", new { word = "neon rain", copied = false });
        Assert.Contains("“neon rain” wasn't copied", library.Find("[role=alert] .lora-toast").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_trigger_phrase_is_shortened_and_copied_whole()
    {
        var phrase = string.Concat(Enumerable.Repeat("a cat ", 60)) + "rain";
        _page.Client.Add("Neon rain", facts: KnownFacts.Of(LoraFamilies.Sdxl) with { TriggerWords = [phrase] });
        var word = _page.Render<LoraLibrary>().Find(".lora-words button");
        Assert.Equal(phrase, word.GetAttribute("data-lora-copy"));
        Assert.Equal(phrase[..300] + "…", word.TextContent);
        Assert.Contains(phrase[..300] + "…", word.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestions_are_shown_and_labeled_when_there_are_no_trigger_words()
    {
        _page.Client.Add("Neon rain", facts: KnownFacts.Of(LoraFamilies.Sdxl) with { SuggestedWords = ["a", "b", "c", "d", "e", "f"] });
        var words = _page.Render<LoraLibrary>().Find(".lora-words");
        Assert.Equal("Suggested trigger words of Neon rain", words.GetAttribute("aria-label"));
        Assert.StartsWith("Suggested:", words.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(4, words.QuerySelectorAll("button").Length);
        Assert.Contains("+2 more", words.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradient_is_shown_when_the_thumbnail_fails()
    {
        var item = _page.Client.Add("Neon rain", facts: KnownFacts.Of(LoraFamilies.Sdxl) with { HasThumbnail = true });
        var library = _page.Render<LoraLibrary>();
        var picture = library.Find("img");
        Assert.Equal(($"api/lora/{item.Id}/thumbnail", "", "lazy"), (picture.GetAttribute("src"), picture.GetAttribute("alt"), picture.GetAttribute("loading")));

        picture.TriggerEvent("onerror", new Microsoft.AspNetCore.Components.Web.ErrorEventArgs());
        Assert.Empty(library.FindAll("img"));
        Assert.Equal("Nr", library.Find(".lora-thumb").TextContent.Trim());
    }

    [Fact]
    public void Library_can_be_filtered_by_base_model()
    {
        _page.Client.Add("One", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        _page.Client.Add("Two", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        _page.Client.Add("Three", facts: KnownFacts.Of(LoraFamilies.Flux1));
        _page.Client.Add("Four");
        var library = _page.Render<LoraLibrary>();
        IElement Filter() => library.Find("select[aria-label='Base model']");
        Assert.Equal(["All base models", "FLUX.1 (1)", "SDXL (2)", "Base model unknown (1)"], Filter().QuerySelectorAll("option").Select(option => option.TextContent));

        Filter().Change(LoraFamilies.Sdxl);
        Assert.Equal(["Two", "One"], library.FindAll("h3").Select(name => name.TextContent));
        Assert.Contains("2 matches", library.Markup, StringComparison.Ordinal);

        Filter().Change(LoraFamilies.Unknown);
        Assert.Equal(["Four"], library.FindAll("h3").Select(name => name.TextContent));

        Filter().Change("");
        Assert.Equal(4, library.FindAll("h3").Count);

        Filter().Change(LoraFamilies.Flux1);
        library.Find("input[type=search]").Input("zzz");
        _page.Time.Advance(TimeSpan.FromSeconds(1));
        library.WaitForAssertion(() => Assert.Contains("No LoRA for FLUX.1 matches “zzz”", library.Find(".lora-empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Base_model_counts_are_updated_with_the_library()
    {
        _page.Client.Add("One", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        _page.Client.Add("Two", facts: KnownFacts.Of(LoraFamilies.Flux1));
        var library = _page.Render<LoraLibrary>();
        var added = _page.Client.Add("Three", facts: KnownFacts.Of(LoraFamilies.Flux1));
        _page.Client.Notify(LoraChangeKind.Added, added.Id);
        _page.Time.Advance(TimeSpan.FromSeconds(1));
        library.WaitForAssertion(() => Assert.Contains("FLUX.1 (2)", library.Find("select[aria-label='Base model']").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Filter_is_hidden_when_there_is_one_base_model()
    {
        _page.Client.Add("One", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        Assert.Empty(_page.Render<LoraLibrary>().FindAll("select[aria-label='Base model']"));
    }

    private List<string> Chips(LoraItemFacts facts)
    {
        _page.Client.Clear();
        _page.Client.Add("Neon rain", facts: facts);
        return [.. _page.Render<LoraLibrary>().FindAll(".lora-chip").Select(chip => chip.TextContent.Trim())];
    }
}
