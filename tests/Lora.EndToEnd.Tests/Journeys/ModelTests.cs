using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>The models without pairs: one with a single LoRA, and one without LoRAs.</summary>
[Collection(LibraryCollection.Name)]
public sealed class ModelTests(Studios studios)
{
    [Fact]
    public async Task Form_has_one_selector_or_none_depending_on_the_model()
    {
        var room = await studios.OpenAsync();
        await room.As("ada").UploadAsync("paper-diorama.safetensors", 200_000);
        await using var visit = await Visit.BeginAsync(studios, room, "models", new Display(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);

        await studio.ChooseModelAsync("flux-krea");
        await studio.Prompt.FillAsync("A house of paper");
        await studio.Single.ChooseByMouseAsync("paper-diorama");
        await studio.Weight("LoRA weight").FillAsync("1.25");
        await visit.ScreenshotAsync("flux-krea");
        var flux = await studio.GenerateAsync();
        Assert.Equal((string?)(await room.As("ada").ListAsync())[0]["path"], (string?)flux["lora"]);
        Assert.Equal(1.25m, (decimal?)flux["lora_weight"]);
        await visit.ScreenshotAsync("flux-krea-request");

        await studio.ChooseModelAsync("qwen-image-edit");
        await Expect(studio.Single.Root).ToHaveCountAsync(0);
        await Expect(studio.Pair).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Manage" })).ToHaveCountAsync(0);
        await studio.Prompt.FillAsync("Make it blue");
        await visit.ScreenshotAsync("qwen-image-edit");
        var qwen = await studio.GenerateAsync();
        Assert.Equal("Make it blue", (string?)qwen["prompt"]);
        Assert.DoesNotContain(qwen, pair => pair.Key.Contains("lora", StringComparison.OrdinalIgnoreCase));
        await visit.EndAsync();
    }
}
