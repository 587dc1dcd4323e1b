using Bunit;
using Lora.Components.Tests.Selector;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Library;

/// <summary>LoRAs whose file storage has lost, or which arrived damaged.</summary>
public sealed class LoraLostFilesTests
{
    private const string Missing = "Storage does not have this file as it was uploaded. It comes back when that file does.";
    private const string Damaged = "The file was damaged on its way. Delete it and upload it again.";

    [Theory]
    [InlineData("en-GB", "File missing", Missing)]
    [InlineData("ko-KR", "파일 없음", "업로드한 그대로의 파일이 저장소에 없습니다. 그 파일이 돌아오면 다시 쓸 수 있습니다.")]
    public void The_library_lists_a_missing_one_and_says_so(string culture, string chip, string sentence)
    {
        using var page = new ComponentTest(culture);
        page.Client.Change(page.Client.Add("Neon rain"), item => item with { IsMissing = true });
        var library = page.Render<LoraLibrary>();
        Assert.Equal(chip, library.Find(".lora-card .lora-chip").TextContent);
        Assert.Equal(sentence, library.Find(".lora-card .lora-note").TextContent);
    }

    [Fact]
    public void A_damaged_one_says_so_on_its_card_and_in_its_details()
    {
        using var page = new ComponentTest();
        page.Client.Change(page.Client.Add("Neon rain"), item => item with { IsDamaged = true });
        var library = page.Render<LoraLibrary>();
        Assert.Equal("Damaged", library.Find(".lora-card .lora-chip").TextContent);
        Assert.Equal(Damaged, library.Find(".lora-card .lora-note").TextContent);

        library.Find("[data-lora-details]").Click();
        Assert.Equal(Damaged, library.Find(".lora-details-content > .lora-note-danger").TextContent);
    }

    [Fact]
    public void A_whole_one_says_nothing()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        Assert.Empty(page.Render<LoraLibrary>().FindAll(".lora-card .lora-note, .lora-card .lora-chip-danger"));
    }

    [Fact]
    public void A_selector_does_not_offer_a_missing_one()
    {
        using var page = new SelectorPage();
        page.Client.Add("There", 1_000_000);
        page.Client.Change(page.Client.Add("Gone", 1_000_000), item => item with { IsMissing = true });
        page.Render().Open();
        Assert.Equal(["There"], page.Options);
    }
}
