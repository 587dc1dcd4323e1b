using AngleSharp.Dom;
using Bunit;
using Lora.Catalog;
using Lora.Client;
using Lora.Components.Tests.Support;
using Lora.Errors;
using Lora.Inspection;

namespace Lora.Components.Tests.Details;

public sealed class LoraDetailsTests : IDisposable
{
    private readonly ComponentTest _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void The_details_of_a_card_say_what_was_found_why_and_what_the_file_claims()
    {
        var item = Add(new LoraInspection
        {
            Tensors = 1200,
            Identification = new LoraIdentification
            {
                Content = LoraContent.Lora,
                Family = new LoraFamilyFinding { Id = LoraFamilies.Sdxl, Confidence = InspectionConfidence.Likely },
                Kinds = ["lokr"],
                Alpha = new InspectionRange(8, 8),
                DenoiserModules = 400,
                Evidence = ["Its blocks are those of SDXL."],
            },
            Issues = [new InspectionIssue("family.conflict", "Its metadata says SD 1.5.", InspectionSeverity.Warning)],
            Metadata = new LoraMetadata { License = "CC BY 4.0", Training = new Dictionary<string, string> { ["steps"] = "3000" }, ClaimedHashes = new Dictionary<string, string> { ["sshs"] = "ab12" } },
        });
        var details = Open(item);

        var dialog = details.FindAll("dialog").Single(dialog => dialog.ClassList.Contains("lora-details"));
        Assert.Equal("Neon rain", details.Find($"#{dialog.GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal("SDXL (likely)", Value(dialog, "Base model"));
        Assert.Equal(("LoKr", "8", "400 modules of the denoiser", "1,200"), (Value(dialog, "Kind"), Value(dialog, "Alpha"), Value(dialog, "Trained parts"), Value(dialog, "Tensors")));
        Assert.Equal(("CC BY 4.0", "3000", "ab12"), (Value(dialog, "Licence"), Value(dialog, "steps"), Value(dialog, "sshs (claimed)")));
        Assert.Equal(["Its blocks are those of SDXL.", "Its metadata says SD 1.5."], dialog.QuerySelectorAll(".lora-reasons li").Select(sentence => sentence.TextContent));
        Assert.Contains("Nobody has checked them.", dialog.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not computed yet.", dialog.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_inspected_says_so()
    {
        var details = Open(_page.Client.Add("Neon rain"));
        Assert.Contains("This file was not inspected yet.", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_loading_is_said_and_can_be_tried_again()
    {
        _page.Client.FactsFault = new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "The database cannot be reached.", isTransient: true);
        var details = Open(_page.Client.Add("Neon rain"));
        Assert.Contains("The database cannot be reached.", details.Find(".lora-details-content [role=alert]").TextContent, StringComparison.Ordinal);

        _page.Client.FactsFault = null;
        details.Find(".lora-details-content [role=alert] button").Click();
        Assert.Contains("This file was not inspected yet.", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_corrects_base_model_variant_and_half_and_takes_it_back()
    {
        var item = Add(new LoraInspection { Identification = new LoraIdentification { Family = new LoraFamilyFinding { Id = LoraFamilies.Wan, Confidence = InspectionConfidence.Possible } } });
        var details = Open(item);
        Assert.Equal("As found: Wan", Field(details, "Base model").QuerySelector("option")!.TextContent);

        Field(details, "Base model").Change(LoraFamilies.Wan14B);
        Field(details, "Variant").Input("2.2-t2v ");
        Field(details, "Half").Change("High");
        Button(details, "Save").Click();

        Assert.Equal((item.Id, new LoraCorrection { Family = LoraFamilies.Wan14B, Variant = "2.2-t2v", Role = LoraExpertRole.High }), _page.Client.Corrections.Single());
        Assert.Contains("Saved.", details.FindAll("[role=status]").Select(status => status.TextContent));
        Assert.Contains(details.FindAll(".lora-card .lora-chip"), chip => chip.TextContent.StartsWith("High", StringComparison.Ordinal));

        Button(details, "Take back").Click();
        Assert.True(_page.Client.Corrections[^1].Correction.IsEmpty());
        Assert.Equal("", Field(details, "Base model").GetAttribute("value") ?? "");
        Assert.DoesNotContain(details.FindAll("button"), button => button.TextContent.Trim() == "Take back");
    }

    [Fact]
    public void A_host_has_base_models_of_its_own()
    {
        var details = Open(_page.Client.Add("Neon rain"));
        Field(details, "Base model").Change("*");
        Field(details, "Id of the base model").Input("house-model");
        Button(details, "Save").Click();
        Assert.Equal("house-model", _page.Client.Corrections.Single().Correction.Family);
        Assert.Contains(details.FindAll(".lora-card .lora-chip"), chip => chip.TextContent.StartsWith("house-model", StringComparison.Ordinal) || chip.TextContent.Contains("house-model", StringComparison.Ordinal));
    }

    [Fact]
    public void A_correction_that_is_refused_says_why()
    {
        _page.Client.CorrectionIssue = new LoraIssue(LoraErrorCodes.CorrectionInvalid, "A family has at most 64 characters.", "correction");
        var details = Open(_page.Client.Add("Neon rain"));
        Button(details, "Save").Click();
        Assert.Equal("A family has at most 64 characters.", details.Find(".lora-details-part [role=alert]").TextContent);
    }

    [Fact]
    public void The_other_half_is_named_unlinked_and_linked()
    {
        var high = Add(new LoraInspection(), LoraExpertRole.High);
        var low = _page.Client.Add("Neon rain low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraExpertRole.Low));
        _page.Client.Add("Another high", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraExpertRole.High));
        _page.Client.Partners[high.Id] = low.Id;
        var details = Open(high);
        Assert.Contains("Neon rain low", Partner(details).TextContent, StringComparison.Ordinal);

        Button(details, "Unlink").Click();
        Assert.Equal((high.Id, null), _page.Client.Pairings.Single());
        Assert.Contains("No other half is known.", Partner(details).TextContent, StringComparison.Ordinal);

        Button(details, "Link…").Click();
        var choice = details.Find("select[aria-label='Choose the other half']");
        Assert.Equal(["Choose the other half", "Neon rain low"], choice.QuerySelectorAll("option").Select(option => option.TextContent));
        choice.Change(low.Id.ToString());
        Button(details, "Link").Click();
        Assert.Equal((high.Id, low.Id), _page.Client.Pairings[^1]);
        Assert.Contains("Linked with Neon rain low.", Partner(details).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_halves_there_is_no_talk_of_them() => Assert.Empty(Open(_page.Client.Add("Neon rain")).FindAll("[aria-label='Other half']"));

    [Fact]
    public async Task Closing_leads_back_to_the_card()
    {
        var details = Open(_page.Client.Add("Neon rain"));
        await details.FindAll("dialog").Single(dialog => dialog.ClassList.Contains("lora-details")).QuerySelector("button[aria-label=Close]")!.ClickAsync();
        Assert.Empty(details.FindAll(".lora-details"));
        Assert.Single(_page.Library.Calls("focusDetails"));
    }

    private static IElement Partner(IRenderedComponent<LoraLibrary> details) => details.Find("[aria-label='Other half']");

    private static string? Value(IElement dialog, string name) =>
        dialog.QuerySelectorAll("dt").Single(term => term.TextContent == name).NextElementSibling!.TextContent;

    private static IElement Field(IRenderedComponent<LoraLibrary> details, string label) =>
        details.Find($"#{details.FindAll("label").Single(found => found.TextContent == label).GetAttribute("for")}");

    private static IElement Button(IRenderedComponent<LoraLibrary> details, string text) => details.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private LoraItem Add(LoraInspection inspection, LoraExpertRole role = LoraExpertRole.Unknown)
    {
        var item = _page.Client.Add("Neon rain", facts: KnownFacts.Of(LoraFamilies.Wan, role: role));
        _page.Client.Inspections[item.Id] = inspection;
        return item;
    }

    private IRenderedComponent<LoraLibrary> Open(LoraItem item)
    {
        var library = _page.Render<LoraLibrary>();
        library.Find($"[data-lora-id='{item.Id}'] [data-lora-details]").Click();
        return library;
    }
}
