using Bunit;
using Lora.Components.Tests.Selector;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Library;

/// <summary>LoRAs whose file is missing from storage or corrupted.</summary>
public sealed class LoraLostFilesTests
{
    private const string Missing = "The file is missing from storage or was changed there. The LoRA becomes available when the file is restored.";
    private const string Damaged = "The file was corrupted in transit. Delete it and upload it again.";

    [Theory]
    [InlineData("en-GB", "File missing", Missing)]
    [InlineData("ko-KR", "파일 없음", "파일이 저장소에 없거나 저장소에서 변경되었습니다. 파일이 복원되면 다시 사용할 수 있습니다.")]
    public void Library_marks_a_LoRA_with_a_missing_file(string culture, string chip, string sentence)
    {
        using var page = new ComponentTest(culture);
        page.Client.Change(page.Client.Add("Neon rain").Id, item => item with { IsMissing = true });
        var library = page.Render<LoraLibrary>();
        Assert.Equal(chip, library.Find(".lora-card .lora-chip").TextContent);
        Assert.Equal(sentence, library.Find(".lora-card .lora-note").TextContent);
    }

    [Fact]
    public void Corrupted_file_is_marked_on_the_card_and_in_the_details()
    {
        using var page = new ComponentTest();
        page.Client.Change(page.Client.Add("Neon rain").Id, item => item with { IsDamaged = true });
        var library = page.Render<LoraLibrary>();
        Assert.Equal("Damaged", library.Find(".lora-card .lora-chip").TextContent);
        Assert.Equal(Damaged, library.Find(".lora-card .lora-note").TextContent);

        library.Find("[data-lora-details]").Click();
        Assert.Equal(Damaged, library.Find(".lora-details-content > .lora-note-danger").TextContent);
    }

    [Fact]
    public void Intact_file_is_not_marked()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        Assert.Empty(page.Render<LoraLibrary>().FindAll(".lora-card .lora-note, .lora-card .lora-chip-danger"));
    }

    [Fact]
    public void Selector_does_not_list_a_LoRA_with_a_missing_file()
    {
        using var page = new SelectorPage();
        page.Client.Add("There", 1_000_000);
        page.Client.Change(page.Client.Add("Gone", 1_000_000).Id, item => item with { IsMissing = true });
        page.Render().Open();
        Assert.Equal(["There"], page.Options);
    }
}
