using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Support;
using Lora.Inspection;
using Lora.Storage;

namespace Lora.Components.Tests.Details;

public sealed class LoraDetailsTests : IDisposable
{
    private readonly ComponentTest _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Details_show_analysis_evidence_and_metadata()
    {
        var item = Add(new LoraInspection
        {
            Tensors = 1200,
            Identification = new LoraIdentification
            {
                Content = LoraContent.Lora,
                Family = new LoraFamilyMatch { Id = LoraFamilies.Sdxl, Confidence = InspectionConfidence.Likely },
                Kinds = ["lokr"],
                Alpha = new InspectionRange(8, 8),
                DenoiserModules = 400,
                Evidence = [new InspectionEvidence("Its blocks are those of SDXL.")],
            },
            Issues = [new InspectionIssue("family.conflict", "Its metadata says SD 1.5.", InspectionSeverity.Warning)],
            Metadata = new LoraMetadata { License = "CC BY 4.0", Training = new Dictionary<string, string> { ["steps"] = "3000" } },
        });
        var details = Open(item);

        var dialog = details.FindAll("dialog").Single(dialog => dialog.ClassList.Contains("lora-details"));
        Assert.Equal("Neon rain", details.Find($"#{dialog.GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal("SDXL (likely)", Value(dialog, "Base model"));
        Assert.Equal(("LoKr", "8", "400 denoiser modules", "1,200"), (Value(dialog, "Kind"), Value(dialog, "Alpha"), Value(dialog, "Trained modules"), Value(dialog, "Tensors")));
        Assert.Equal(("CC BY 4.0", "3000"), (Value(dialog, "License"), Value(dialog, "Steps")));
        Assert.Equal(["Its metadata says SD 1.5.", "Its blocks are those of SDXL."], dialog.QuerySelectorAll(".lora-reasons li").Select(sentence => sentence.TextContent));
        Assert.Contains("not verified.", dialog.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not computed yet.", dialog.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_can_be_copied_and_header_hashes_are_listed_separately()
    {
        var hashes = new LoraHashes(new string('a', 64), new string('b', 64), "12ab34cd");
        var item = _page.Client.Add("Neon rain", facts: new LoraItemFacts { Hashes = hashes });
        _page.Client.Inspections[item.Id] = new LoraInspection { Metadata = new LoraMetadata { ClaimedHashes = new Dictionary<string, string> { ["sshs_model_hash"] = "ab12" } } };
        var section = Open(item).Find("[aria-label=Hashes]");

        Assert.Equal(
            [("SHA-256", hashes.Sha256), ("AutoV2", new string('a', 10)), ("AutoV3", new string('b', 12)), ("addnet", hashes.TensorSha256), ("CRC-32", "12ab34cd")],
            section.QuerySelector("dl")!.QuerySelectorAll("dt").Select(term => (term.TextContent, term.NextElementSibling!.QuerySelector("code")?.TextContent)));
        Assert.Equal(hashes.Sha256, section.QuerySelector("button[aria-label='Copy SHA-256']")!.GetAttribute("data-lora-copy"));
        var claims = section.QuerySelectorAll("dl")[1];
        Assert.Equal(("Hashes in the header", "sshs_model_hash", "ab12"), (section.QuerySelector("h4")!.TextContent, claims.QuerySelector("dt")!.TextContent, claims.QuerySelector("code")!.TextContent));
    }

    [Fact]
    public void Duplicate_is_confirmed_when_both_files_are_hashed()
    {
        var item = Add(new LoraInspection());
        var twin = _page.Client.Add("Wet street");
        _page.Client.Duplicates[item.Id] = [new LoraDuplicate(twin, IsConfirmed: false)];
        var details = Open(item);
        Assert.Contains("probably identical to “Wet street”", details.Find(".lora-details-content .lora-note-warn").TextContent, StringComparison.Ordinal);

        _page.Client.Duplicates[item.Id] = [new LoraDuplicate(twin, IsConfirmed: true)];
        _page.Client.Change(item.Id, known => known with { UseCount = 1 });
        _page.Client.Notify(LoraChangeKind.Updated, twin.Id);
        _page.Time.Advance(TimeSpan.FromMilliseconds(100));

        details.WaitForAssertion(() => Assert.Contains("This file is identical to “Wet street”.", details.Find(".lora-details-content .lora-note-warn").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trigger_words_can_be_copied_in_the_details_with_a_message()
    {
        var item = Add(new LoraInspection { Metadata = new LoraMetadata { TriggerWords = ["neon rain", "wet street"] } });
        var details = Open(item);
        Assert.Equal(["neon rain", "wet street"], details.FindAll(".lora-details [data-lora-copy]").Select(word => word.GetAttribute("data-lora-copy")));

        await _page.Library.InvokeAsync("CopiedAsync", new { word = "neon rain", copied = true });

        Assert.Contains("Copied “neon rain”.", details.Find(".lora-toast").TextContent, StringComparison.Ordinal);
        Assert.NotNull(details.Find(".lora-toast").Closest(".lora-details"));
    }

    [Fact]
    public void Analysis_is_localized()
    {
        using var page = new ComponentTest("ko-KR");
        var item = page.Client.Add("Neon rain");
        page.Client.Inspections[item.Id] = new LoraInspection
        {
            Identification = new LoraIdentification { Evidence = [new InspectionEvidence("Modules that it changes: 1,200.", new LoraSentence("modules.model", ["1200"]))] },
            Issues = [new InspectionIssue("alpha.sampled", "The alphas were read at 32 of 986 places; others may differ.", InspectionSeverity.Info) { Sentence = new LoraSentence("alpha.sampled", ["32", "986"]) }],
        };
        var library = page.Render<LoraLibrary>();
        library.Find("[data-lora-details]").Click();

        Assert.Equal(
            ["알파는 986곳 중 32곳에서 읽었습니다. 나머지는 다를 수 있습니다.", "바꾸는 모듈: 1,200개."],
            library.FindAll(".lora-reasons li").Select(sentence => sentence.TextContent));
    }

    [Fact]
    public void Details_state_that_a_file_is_not_analyzed()
    {
        var details = Open(_page.Client.Add("Neon rain"));
        Assert.Contains("This file hasn't been analyzed yet.", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_show_a_load_error_with_a_retry_button()
    {
        _page.Client.FailAnalysis(new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "The database cannot be reached.", isTransient: true));
        var details = Open(_page.Client.Add("Neon rain"));
        Assert.Contains("The database cannot be reached.", details.Find(".lora-details-content [role=alert]").TextContent, StringComparison.Ordinal);

        _page.Client.ResetAnalysis();
        details.Find(".lora-details-content [role=alert] button").Click();
        Assert.Contains("This file hasn't been analyzed yet.", details.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Base_model_variant_and_noise_expert_can_be_corrected_and_reverted()
    {
        var item = Add(new LoraInspection { Identification = new LoraIdentification { Family = new LoraFamilyMatch { Id = LoraFamilies.Wan, Confidence = InspectionConfidence.Possible } } });
        var details = Open(item);
        Assert.Equal("Detected: Wan", Field(details, "Base model").QuerySelector("option")!.TextContent);

        Field(details, "Base model").Change(LoraFamilies.Wan14B);
        Field(details, "Variant").Input("2.2-t2v ");
        Field(details, "Noise expert").Change("High");
        Button(details, "Save").Click();

        Assert.Equal((item.Id, new LoraCorrection { Family = LoraFamilies.Wan14B, Variant = "2.2-t2v", Role = LoraNoiseExpert.High }), _page.Client.Corrections.Single());
        Assert.Contains("Saved.", details.FindAll("[role=status]").Select(status => status.TextContent));
        Assert.Contains(details.FindAll(".lora-card .lora-chip"), chip => chip.TextContent.StartsWith("High", StringComparison.Ordinal));

        Button(details, "Revert").Click();
        _page.JSInterop.VerifyFocusAsyncInvoke();
        Assert.True(_page.Client.Corrections[^1].Correction.IsEmpty());
        Assert.Equal("", Field(details, "Base model").GetAttribute("value") ?? "");
        Assert.DoesNotContain(details.FindAll("button"), button => button.TextContent.Trim() == "Revert");
    }

    [Fact]
    public void Base_model_can_be_corrected_to_an_id_of_the_host()
    {
        var details = Open(_page.Client.Add("Neon rain"));
        Field(details, "Base model").Change("*");
        Field(details, "Base model ID").Input("house-model");
        Button(details, "Save").Click();
        Assert.Equal("house-model", _page.Client.Corrections.Single().Correction.Family);
        Assert.Contains(details.FindAll(".lora-card .lora-chip"), chip => chip.TextContent.StartsWith("house-model", StringComparison.Ordinal) || chip.TextContent.Contains("house-model", StringComparison.Ordinal));
    }

    [Fact]
    public void Correction_shows_the_issue_when_rejected()
    {
        _page.Client.FailNext(nameof(ILoraClient.CorrectAsync), new LoraIssue(LoraErrorCodes.CorrectionInvalid, "A family has at most 64 characters.", "correction"));
        var details = Open(_page.Client.Add("Neon rain"));
        Button(details, "Save").Click();
        Assert.Equal("A family has at most 64 characters.", details.Find(".lora-details-part [role=alert]").TextContent);
    }

    [Fact]
    public void Partner_is_shown_and_can_be_unlinked_and_linked()
    {
        var high = Add(new LoraInspection(), LoraNoiseExpert.High);
        var low = _page.Client.Add("Neon rain low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low));
        _page.Client.Add("Another high", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High));
        var unknown = _page.Client.Add("Of no known expert", facts: KnownFacts.Of(LoraFamilies.Wan14B));
        _page.Client.Partners[high.Id] = low.Id;
        var details = Open(high);
        Assert.Contains("Neon rain low", Partner(details).TextContent, StringComparison.Ordinal);

        Button(details, "Unlink").Click();
        Assert.Equal((high.Id, null), _page.Client.Pairings.Single());
        Assert.Contains("No partner found.", Partner(details).TextContent, StringComparison.Ordinal);

        Button(details, "Link…").Click();
        var choice = details.Find("select[aria-label='Choose the partner']");
        Assert.Equal(["Choose the partner", "Neon rain low", unknown.Name], choice.QuerySelectorAll("option").Select(option => option.TextContent));
        choice.Change(low.Id.ToString());
        Button(details, "Link").Click();
        Assert.Equal((high.Id, low.Id), _page.Client.Pairings[^1]);
        Assert.Contains("Linked with Neon rain low.", Partner(details).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Partner_of_another_rank_has_a_note()
    {
        var high = _page.Client.Add("Neon rain high", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High));
        var facts = KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low);
        _page.Client.Partners[high.Id] = _page.Client.Add("Neon rain low", facts: facts with { Rank = new InspectionRange(64, 64) }).Id;
        Assert.Contains("Its rank is 64, and the rank of this LoRA is 16.", Partner(Open(high)).TextContent, StringComparison.Ordinal);

        var other = _page.Client.Add("Wet street high", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High));
        _page.Client.Partners[other.Id] = _page.Client.Add("Wet street low", facts: facts).Id;
        Assert.DoesNotContain("rank", Partner(Open(other)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Focus_moves_to_the_next_step_when_the_pressed_button_is_removed()
    {
        var high = Add(new LoraInspection(), LoraNoiseExpert.High);
        _page.Client.Partners[high.Id] = _page.Client.Add("Neon rain low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low)).Id;
        var details = Open(high);

        Button(details, "Unlink").Click();
        Button(details, "Link…").Click();
        Button(details, "Cancel").Click();

        Assert.Equal(3, _page.JSInterop.VerifyFocusAsyncInvoke(3).Count);
    }

    [Fact]
    public void Partner_section_is_hidden_when_the_LoRA_has_no_noise_expert() => Assert.Empty(Open(_page.Client.Add("Neon rain")).FindAll("[aria-label='Partner']"));

    [Fact]
    public async Task Focus_returns_to_the_card_when_the_details_close()
    {
        var details = Open(_page.Client.Add("Neon rain"));
        await details.FindAll("dialog").Single(dialog => dialog.ClassList.Contains("lora-details")).QuerySelector("button[aria-label=Close]")!.ClickAsync();
        Assert.Empty(details.FindAll(".lora-details"));
        Assert.Single(_page.Library.Calls("focusDetails"));
    }

    private static IElement Partner(IRenderedComponent<LoraLibrary> details) => details.Find("[aria-label='Partner']");

    private static string? Value(IElement dialog, string name) =>
        dialog.QuerySelectorAll("dt").Single(term => term.TextContent == name).NextElementSibling!.TextContent;

    private static IElement Field(IRenderedComponent<LoraLibrary> details, string label) =>
        details.Find($"#{details.FindAll("label").Single(found => found.TextContent == label).GetAttribute("for")}");

    private static IElement Button(IRenderedComponent<LoraLibrary> details, string text) => details.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private LoraItem Add(LoraInspection inspection, LoraNoiseExpert role = LoraNoiseExpert.Unknown)
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
